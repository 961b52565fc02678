package app.touchline.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import app.touchline.database.SampleRun;
import app.touchline.intro.Intro.Told;
import app.touchline.intro.IntroRecords;
import app.touchline.intro.LeadRecords;
import app.touchline.joining.Answers;
import app.touchline.joining.Joining;
import app.touchline.joining.Joining.Company;
import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.ninetyday.Target;
import app.touchline.ninetyday.TestRecords;
import app.touchline.ninetyday.Unit;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.PartnerTypes;
import app.touchline.partner.ProfileField;
import app.touchline.partner.ProfileRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Tiers;
import app.touchline.team.SignedIn;

/** Enters what is known of the sample's partners, what they brought and how they were tested, through the verbs of the pages. */
@Component
@Conditional(SampleRun.class)
class SampleRecords {

    private static final List<String> ARCHETYPES =
            List.of("DEMAND_CREATOR", "DEAL_ACCELERATOR", "CAPABILITY_COMPLETER", "CHANNEL_MULTIPLIER");
    private static final List<String> REGIONS = List.of("DACH", "Nordics", "UK and Ireland", "Benelux", "Iberia");
    private static final List<String> VERTICALS =
            List.of("Manufacturing", "Logistics", "Retail", "Financial services", "Healthcare", "Public sector");
    private static final List<String> CLOUDS = List.of("AWS", "Microsoft Azure", "Google Cloud");
    private static final List<String> ORIGINS = List.of(
            "Met at the logistics fair two years ago; they had lost a deal for want of an integration with us.",
            "A customer of both asked why we did not work together.",
            "Their head of alliances used to work with ours.");
    private static final List<String> ACCOUNTS = List.of(
            "Brightwater Foods",
            "Castor Rail",
            "Delphin Pharma",
            "Eastgate Retail",
            "Fernhill Hospitals",
            "Grantham Steel",
            "Harbour Lines",
            "Isarwerk");

    private final ProfileRecords profiles;
    private final PartnerTypes types;
    private final Contacts contacts;
    private final IntroRecords intros;
    private final LeadRecords leads;
    private final TestRecords tests;
    private final Joining joining;
    private final Tiers tiers;

    SampleRecords(
            ProfileRecords profiles,
            PartnerTypes types,
            Contacts contacts,
            IntroRecords intros,
            LeadRecords leads,
            TestRecords tests,
            Joining joining,
            Tiers tiers) {
        this.profiles = profiles;
        this.types = types;
        this.contacts = contacts;
        this.intros = intros;
        this.leads = leads;
        this.tests = tests;
        this.joining = joining;
        this.tiers = tiers;
    }

    void enter(Map<SamplePartner, Long> ids, SignedIn admin, LocalDate today) {
        ids.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> Integer.compare(one.number(), other.number())))
                .forEach(each -> enter(each.getKey(), each.getValue(), admin, today));
        passPolitely(admin);
    }

    private void enter(SamplePartner partner, long id, SignedIn admin, LocalDate today) {
        describe(partner, id, admin, today);
        if (partner.status() == ProgrammeStatus.TESTING) test(partner, id, admin, today);
        else if (partner.status() == ProgrammeStatus.ACTIVE && partner.number() % 3 == 0)
            bring(partner, id, 1 + partner.number() % 4, 170, admin, today);
        if (partner.status() == ProgrammeStatus.ACTIVE && partner.number() % 10 == 4) tested(partner, id, admin, today);
        if (partner.status() == ProgrammeStatus.ACTIVE && partner.number() % 9 == 1)
            leads.tell(id, today.minusDays(5 + partner.number() % 20), 1 + partner.number() % 5, admin);
        if (partner.status() == ProgrammeStatus.PROSPECT && partner.story() == Story.DUE_SOON) qualify(id, admin);
    }

    private void describe(SamplePartner partner, long id, SignedIn admin, LocalDate today) {
        var number = partner.number();
        var offered = types.inUse();
        profiles.write(
                id, ProfileField.TYPE, "" + offered.get(number % offered.size()).id(), admin);
        profiles.write(id, ProfileField.ARCHETYPE, of(ARCHETYPES, number), admin);
        profiles.write(id, ProfileField.REGION, of(REGIONS, number / 2), admin);
        profiles.write(id, ProfileField.VERTICAL, of(VERTICALS, number / 3), admin);
        if (number % 4 == 0) profiles.write(id, ProfileField.HYPERSCALER, of(CLOUDS, number / 4), admin);
        if (number % 2 == 0)
            profiles.write(
                    id,
                    ProfileField.SLACK_CHANNEL,
                    "#partner-" + partner.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                    admin);
        if (number % 5 == 0) profiles.write(id, ProfileField.ORIGIN_STORY, of(ORIGINS, number / 5), admin);
        if (number % 6 == 0)
            profiles.write(id, ProfileField.AGREEMENT_TERMS, "Referral agreement, 15% of the first year", admin);
        var phase = 1 + number % 4;
        profiles.write(id, ProfileField.PHASE, "" + phase, admin);
        if (number % 3 == 0)
            profiles.write(
                    id,
                    ProfileField.valueOf("PHASE_" + phase),
                    today.minusDays(30 + number).toString(),
                    admin);
    }

    /** Some are ahead of the calendar, some behind it, one in its last days. */
    private void test(SamplePartner partner, long id, SignedIn admin, LocalDate today) {
        var start = today.minusDays(20 + (partner.number() * 13L) % 68);
        var unit = partner.number() % 2 == 0 ? Unit.INTROS : Unit.QUALIFIED_CONVERSATIONS;
        tests.begin(
                id,
                new Plan(
                        unit == Unit.INTROS ? "Three intros in named accounts" : "Two conversations worth a proposal",
                        new Target(unit == Unit.INTROS ? 3 : 2, unit),
                        start),
                UUID.randomUUID(),
                admin);
        bring(partner, id, partner.number() % 4, (int) (today.toEpochDay() - start.toEpochDay()), admin, today);
    }

    private void tested(SamplePartner partner, long id, SignedIn admin, LocalDate today) {
        var test = tests.begin(
                id,
                new Plan("Three intros in named accounts", new Target(3, Unit.INTROS), today.minusDays(120)),
                UUID.randomUUID(),
                admin);
        var delivered = partner.number() % 20 == 4;
        var there = contacts.at(id);
        for (var nth = 0; nth < (delivered ? 3 : 1); nth++)
            intro(
                    id,
                    there,
                    nth,
                    of(ACCOUNTS, partner.number() + nth * 3),
                    today.minusDays(110 - nth * 17L),
                    admin,
                    today);
        tests.judge(test.id(), delivered ? Verdict.DELIVERED : Verdict.FAILED, admin);
    }

    private void bring(SamplePartner partner, long id, int many, int withinDays, SignedIn admin, LocalDate today) {
        var there = contacts.at(id);
        for (var nth = 0; nth < many; nth++) {
            var on = today.minusDays((partner.number() * 7L + nth * 29L) % withinDays);
            intro(id, there, nth, of(ACCOUNTS, partner.number() + nth * 3), on, admin, today);
        }
    }

    private void intro(
            long id, List<Contact> there, int nth, String account, LocalDate on, SignedIn admin, LocalDate today) {
        intros.note(
                id,
                new Told(
                        there.isEmpty() ? null : there.get(nth % there.size()).id(),
                        account,
                        on,
                        qualified(on, nth, today),
                        nth == 0 ? "By email, with all three in the thread" : ""),
                UUID.randomUUID(),
                admin);
    }

    private static @Nullable LocalDate qualified(LocalDate on, int nth, LocalDate today) {
        var day = on.plusDays(6);
        return nth % 2 == 0 && !day.isAfter(today) ? day : null;
    }

    private void qualify(long id, SignedIn admin) {
        joining.qualify(
                id,
                new Answers(
                        true,
                        String.join("\n", ACCOUNTS.subList(0, 3)),
                        "Their account managers bring us along to the quarterly reviews.",
                        true),
                "",
                UUID.randomUUID(),
                admin);
    }

    private void passPolitely(SignedIn admin) {
        joining.qualify(
                new Company(
                        "Quillmark Studio",
                        "quillmark.example",
                        tiers.inUse().getLast().id(),
                        null,
                        "Tess Alder",
                        ""),
                new Answers(true, ACCOUNTS.getFirst(), "", true),
                "",
                UUID.randomUUID(),
                admin);
    }

    private static String of(List<String> all, int number) {
        return all.get(number % all.size());
    }
}
