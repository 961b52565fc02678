package app.touchline.partner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.FreeMail;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;

/**
 * All that is done to partners and their domains: each verb checks who may, refuses with a sentence ({@link Refused})
 * and is audited in the same transaction. What belongs to tier, status, owner and identity is for the partner's owner and
 * those who lead; notes are for everybody who works with partners. A change is dated in the programme's zone, never ahead.
 */
@Service
@Transactional
public class PartnerRecords {

    private final Partners partners;
    private final PartnerRules rules;
    private final Members members;
    private final FreeMail freeMail;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PartnerRecords(
            Partners partners,
            PartnerRules rules,
            Members members,
            FreeMail freeMail,
            SettingsReader settings,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.partners = partners;
        this.rules = rules;
        this.members = members;
        this.freeMail = freeMail;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    public Partner create(PartnerDraft draft, SignedIn me) {
        if (!me.mayPlace(draft.ownerId()))
            throw new AccessDeniedException("A partner manager enters partners of their own");
        rules.nobodyElseIsNamed(draft.name(), null);
        rules.nobodyElseIsIdentifiedAs(draft.externalId(), null);
        var owner = draft.ownerId();
        if (owner != null) rules.mayOwn(owner);
        notAhead(draft.partnerSince());
        var partner = new Partner(
                draft.name(),
                new Since<>(draft.tier().day(), rules.tier(draft.tierId())),
                draft.owner(),
                draft.standing(),
                today(),
                clock.instant());
        partner.identifyAs(draft.externalId());
        partner.partnerSince(draft.partnerSince());
        partner.note(draft.notes());
        partner.blockedBy(draft.blockers());
        for (var domain : draft.domains()) addAllowed(partner, domain, draft.freeMailToo(), me);
        partners.save(partner);
        note(me, "entered", partner, Map.of());
        return partner;
    }

    public void rename(long id, String name, SignedIn me) {
        var partner = placedBy(me, id);
        rules.nobodyElseIsNamed(name, id);
        var before = partner.name();
        partner.rename(name);
        noteChange(me, "renamed", partner, before, partner.name());
    }

    public void identifyAs(long id, @Nullable String externalId, SignedIn me) {
        var partner = placedBy(me, id);
        rules.nobodyElseIsIdentifiedAs(externalId, id);
        var before = partner.externalId();
        partner.identifyAs(externalId);
        noteChange(me, "given another external id", partner, before, partner.externalId());
    }

    public void partnerSince(long id, @Nullable LocalDate since, SignedIn me) {
        var partner = placedBy(me, id);
        notAhead(since);
        var before = partner.partnerSince();
        partner.partnerSince(since);
        noteChange(me, "given another start of the partnership", partner, before, since);
    }

    public void note(long id, String notes, SignedIn me) {
        var partner = workedOnBy(me, id);
        var before = partner.notes();
        partner.note(notes);
        noteChange(me, "given other notes", partner, before, partner.notes());
    }

    public void blockedBy(long id, String blockers, SignedIn me) {
        var partner = workedOnBy(me, id);
        var before = partner.blockers();
        partner.blockedBy(blockers);
        noteChange(me, "given other blockers", partner, before, partner.blockers());
    }

    /** @param on the first day in that tier; null: from the beginning */
    public void moveTo(long id, long tierId, @Nullable LocalDate on, SignedIn me) {
        var partner = placedBy(me, id);
        var to = rules.tier(tierId);
        var before = partner.tiers();
        partner.moveTo(to, on, today());
        if (!before.equals(partner.tiers())) noteMove(me, "moved to a tier", partner, to.name(), on);
    }

    public void correctTierSince(long id, @Nullable LocalDate since, SignedIn me) {
        var partner = placedBy(me, id);
        var before = partner.tiers();
        partner.correctTierSince(since, today());
        if (!before.equals(partner.tiers()))
            noteMove(
                    me,
                    "corrected: since when in the tier",
                    partner,
                    partner.tier().name(),
                    since);
    }

    /** @param ownerId null: nobody owns it */
    public void handTo(long id, @Nullable Long ownerId, @Nullable LocalDate on, SignedIn me) {
        var partner = placedBy(me, id);
        var name = ownerId == null ? "nobody" : rules.mayOwn(ownerId).name();
        var before = partner.owners();
        partner.handTo(ownerId, on, today());
        if (before.equals(partner.owners())) return;
        noteMove(me, "handed over", partner, name, on);
        ownersChanged(partner);
    }

    public void correctOwnerSince(long id, @Nullable LocalDate since, SignedIn me) {
        var partner = placedBy(me, id);
        var before = partner.owners();
        partner.correctOwnerSince(since, today());
        if (before.equals(partner.owners())) return;
        noteMove(me, "corrected: since when with the owner", partner, ownerName(partner.ownerId()), since);
        ownersChanged(partner);
    }

    private void ownersChanged(Partner partner) {
        partners.flush();
        events.publishEvent(new OwnersChanged(Set.of(partner.id())));
    }

    public void setStatus(long id, ProgrammeStatus status, @Nullable LocalDate on, SignedIn me) {
        var partner = placedBy(me, id);
        var before = partner.statuses();
        partner.setStatus(status, on, today());
        if (!before.equals(partner.statuses())) noteMove(me, "given a status", partner, status.words(), on);
    }

    public void correctStatusSince(long id, @Nullable LocalDate since, SignedIn me) {
        var partner = placedBy(me, id);
        var before = partner.statuses();
        partner.correctStatusSince(since, today());
        if (!before.equals(partner.statuses()))
            noteMove(
                    me,
                    "corrected: since when with the status",
                    partner,
                    partner.status().words(),
                    since);
    }

    /**
     * @param entered as a person typed it
     * @param evenIfFreeMail an admin insists; for anybody else it makes no difference
     * @return the other partners that have the same domain: mail from it now waits in the review queue
     */
    public List<Partner> addDomain(long id, String entered, boolean evenIfFreeMail, SignedIn me) {
        var partner = placedBy(me, id);
        var domain = addAllowed(partner, entered, evenIfFreeMail, me);
        note(me, "given a domain", partner, Map.of("domain", domain));
        return partners.withDomain(domain).stream()
                .filter(other -> other.id() != id)
                .toList();
    }

    public void removeDomain(long id, String domain, SignedIn me) {
        var partner = placedBy(me, id);
        if (!partner.hasDomain(domain)) return;
        partner.removeDomain(domain);
        note(me, "freed of a domain", partner, Map.of("domain", domain));
    }

    /** Its touches and history stay; its mail is no longer matched. */
    public void archive(long id, SignedIn me) {
        var partner = placedBy(me, id);
        if (partner.archived()) return;
        partner.archive(clock.instant());
        note(me, "archived", partner, Map.of());
    }

    public void restore(long id, SignedIn me) {
        var partner = placedBy(me, id);
        if (!partner.archived()) return;
        var into = partner.mergedInto();
        if (into != null)
            throw new Refused(
                    "partner", "It was merged into another partner and cannot be brought back.", "/partners/" + into);
        rules.nobodyElseIsNamed(partner.name(), id);
        rules.nobodyElseIsIdentifiedAs(partner.externalId(), id);
        partner.restore();
        note(me, "brought back from the archive", partner, Map.of());
    }

    private String addAllowed(Partner partner, String entered, boolean evenIfFreeMail, SignedIn me) {
        var insists = evenIfFreeMail && me.is(Role.ADMIN);
        var domain = new DomainRules(settings.current(), freeMail.current()).allowed(entered, insists);
        if (insists && freeMail.lists(domain)) freeMail.takeOff(domain);
        partner.addDomain(domain);
        return domain;
    }

    private Partner placedBy(SignedIn me, long id) {
        var partner = partners.findById(id).orElseThrow();
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        return partner;
    }

    private Partner workedOnBy(SignedIn me, long id) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        return partners.findById(id).orElseThrow();
    }

    private String ownerName(@Nullable Long ownerId) {
        return ownerId == null
                ? "nobody"
                : members.findById(ownerId).map(Member::name).orElse("nobody");
    }

    private void notAhead(@Nullable LocalDate partnerSince) {
        if (partnerSince != null && partnerSince.isAfter(today()))
            throw new Refused(
                    "partnerSince",
                    "%s is still to come; a partnership starts today at the latest.".formatted(partnerSince));
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private void noteMove(SignedIn me, String what, Partner partner, String to, @Nullable LocalDate on) {
        note(me, what, partner, Map.of("to", to, "since", on == null ? "the beginning" : on.toString()));
    }

    private void noteChange(
            SignedIn me, String what, Partner partner, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after))
            note(me, what, partner, Map.of("from", Objects.toString(before, ""), "to", Objects.toString(after, "")));
    }

    private void note(SignedIn me, String what, Partner partner, Map<String, ?> detail) {
        audit.note(new Who(me.id(), me.name()), what, new About("partner", partner.id(), partner.name()), detail);
    }
}
