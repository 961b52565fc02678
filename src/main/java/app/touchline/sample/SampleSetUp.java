package app.touchline.sample;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.audit.AuditLog.Who;
import app.touchline.database.SampleRun;
import app.touchline.partner.ContactDraft;
import app.touchline.partner.ContactRecords;
import app.touchline.partner.ContactRole;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Tier;
import app.touchline.partner.Tiers;
import app.touchline.settings.Settings;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.People;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;

import static app.touchline.sample.SampleNotices.PASSWORD;
import static java.util.Objects.requireNonNull;

/** Enters the sample through the services that the pages use: people, partners with their histories, contacts, next steps. */
@Component
@Conditional(SampleRun.class)
class SampleSetUp {

    private final People people;
    private final Members members;
    private final Tiers tiers;
    private final PartnerRecords partners;
    private final ContactRecords contacts;
    private final NextSteps nextSteps;
    private final SampleRecords records;
    private final SampleDeals deals;
    private final SettingsReader settings;
    private final Settings programmeSettings;

    SampleSetUp(
            People people,
            Members members,
            Tiers tiers,
            PartnerRecords partners,
            ContactRecords contacts,
            NextSteps nextSteps,
            SampleRecords records,
            SampleDeals deals,
            SettingsReader settings,
            Settings programmeSettings) {
        this.people = people;
        this.members = members;
        this.tiers = tiers;
        this.partners = partners;
        this.contacts = contacts;
        this.nextSteps = nextSteps;
        this.records = records;
        this.deals = deals;
        this.settings = settings;
        this.programmeSettings = programmeSettings;
    }

    /** All of it, or nothing. */
    @Transactional
    public void enter(SampleProgramme programme, LocalDate today) {
        var zone = settings.zone();
        programmeSettings.setUp("Sample programme", zone, SampleProgramme.OWN_DOMAIN, Who.TOUCHLINE);
        var admin = enterPeople(zone);
        var owners = managers(zone);
        var ids = enterPartners(programme, owners, admin, today);
        for (var manager : SampleProgramme.MANAGERS) enterNextSteps(manager, owners, programme, ids, today);
        records.enter(ids, admin, today);
        deals.enter(owners, ids, admin, today);
    }

    private SignedIn enterPeople(ZoneId zone) {
        var admin = SampleProgramme.ADMIN;
        if (!people.addFirst(admin.address(), admin.name(), zone, PASSWORD))
            throw new IllegalStateException("The sample is made in an empty database only");
        enter(SampleProgramme.LEAD, zone, Role.OPS_LEAD);
        return members.findByEmail(admin.address()).orElseThrow().signedIn();
    }

    private Map<SamplePerson, Member> managers(ZoneId zone) {
        var managers = new HashMap<SamplePerson, Member>();
        for (var person : SampleProgramme.MANAGERS) managers.put(person, enter(person, zone, Role.PARTNER_MANAGER));
        return managers;
    }

    private Member enter(SamplePerson person, ZoneId zone, Role role) {
        var member = people.add(person.address(), person.name(), zone, Set.of(role), Who.TOUCHLINE);
        people.setPassword(member.id(), PASSWORD, Who.TOUCHLINE);
        return member;
    }

    private Map<SamplePartner, Long> enterPartners(
            SampleProgramme programme, Map<SamplePerson, Member> owners, SignedIn admin, LocalDate today) {
        var inUse = tiers.inUse();
        var ids = new HashMap<SamplePartner, Long>();
        for (var partner : programme.partners()) {
            var owner = owner(partner, owners);
            var since = today.minusDays(partner.partnerForDays());
            var id = partners.create(draft(partner, owner.id(), earlierTier(partner, inUse), since), admin)
                    .id();
            ids.put(partner, id);
            if (hasMoved(partner))
                partners.moveTo(id, inUse.get(partner.tier() - 1).id(), today.minusDays(75), admin);
            if (partner.status() != ProgrammeStatus.ACTIVE)
                partners.setStatus(id, partner.status(), today.minusDays(45 + partner.number() % 40), admin);
            enterContacts(partner, id, since, admin);
        }
        return ids;
    }

    private static PartnerDraft draft(SamplePartner partner, long ownerId, Tier tier, LocalDate since) {
        var first = partner.status() == ProgrammeStatus.PROSPECT
                ? ProgrammeStatus.PROSPECT
                : partner.status() == ProgrammeStatus.TESTING ? ProgrammeStatus.PROSPECT : ProgrammeStatus.ACTIVE;
        var draft = PartnerDraft.of(partner.name(), tier.id(), ownerId, first).since(since);
        return SampleProgramme.IN_THE_GROUP.contains(partner.number())
                ? draft.at(partner.domain(), SampleProgramme.SHARED_DOMAIN)
                : draft.at(partner.domain());
    }

    /** Some were in the tier below until eleven weeks ago. */
    private static Tier earlierTier(SamplePartner partner, List<Tier> inUse) {
        return inUse.get(hasMoved(partner) ? partner.tier() : partner.tier() - 1);
    }

    private static boolean hasMoved(SamplePartner partner) {
        return partner.number() % 12 == 5 && partner.tier() < 3;
    }

    private void enterContacts(SamplePartner partner, long partnerId, LocalDate since, SignedIn admin) {
        var roles = ContactRole.values();
        for (int i = 0; i < partner.contacts().size(); i++) {
            var person = partner.contacts().get(i);
            contacts.add(
                    partnerId,
                    new ContactDraft(
                            person.name(),
                            List.of(person.address()),
                            i == 0 ? ContactRole.PARTNER_MANAGER : roles[(partner.number() + i) % roles.length],
                            "",
                            since),
                    admin);
        }
    }

    private void enterNextSteps(
            SamplePerson manager,
            Map<SamplePerson, Member> owners,
            SampleProgramme programme,
            Map<SamplePartner, Long> ids,
            LocalDate today) {
        var me = requireNonNull(owners.get(manager)).signedIn();
        for (var story : Steps.BY_STORY.entrySet()) {
            var theirs = programme.partners().stream()
                    .filter(partner -> partner.owner().equals(manager))
                    .filter(partner -> partner.status().inCadence() && partner.story() == story.getKey())
                    .limit(story.getValue().size())
                    .toList();
            for (int i = 0; i < theirs.size(); i++) {
                var step = story.getValue().get(i);
                nextSteps.set(
                        me,
                        requireNonNull(ids.get(theirs.get(i))),
                        new Plan(step.type(), step.note(), today.plusDays(step.inDays()), me.id()));
            }
        }
    }

    private static Member owner(SamplePartner partner, Map<SamplePerson, Member> owners) {
        return requireNonNull(owners.get(partner.owner()));
    }

    /** The next steps of each manager: overdue, due today and ahead. */
    private record Steps(int inDays, ActionType type, String note) {

        static final Map<Story, List<Steps>> BY_STORY = Map.of(
                Story.LONG_SILENT,
                List.of(new Steps(-6, ActionType.RE_ENGAGE, "Call: nobody has written since the summer event")),
                Story.SLIPPED,
                List.of(new Steps(0, ActionType.FOLLOW_UP, "Ask how the pilot went")),
                Story.DUE_SOON,
                List.of(
                        new Steps(0, ActionType.INTRO_REQUEST, "Ask for the intro to their operations lead"),
                        new Steps(3, ActionType.CO_MARKETING, "Agree on the date of the webinar")),
                Story.ON_CADENCE,
                List.of(
                        new Steps(-2, ActionType.DEAL_SUPPORT, "Send the security answers"),
                        new Steps(-1, ActionType.FOLLOW_UP, "They wanted to name three accounts"),
                        new Steps(1, ActionType.ACCOUNT_RESEARCH, "Prepare the account list"),
                        new Steps(5, ActionType.FOLLOW_UP, "Renewal: do they need anything?"),
                        new Steps(9, ActionType.APPROVAL, "Budget for the joint campaign")));
    }
}
