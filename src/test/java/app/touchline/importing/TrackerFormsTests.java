package app.touchline.importing;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.team.SignedIn;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.importing.ImportRun.Progress.NOBODY_WATCHES;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;

/** Both forms of the tracker that the team left, in the shapes in which spreadsheets give them away. */
@TouchlineTest
class TrackerFormsTests {

    private static final List<Object> NEW_FORM = List.of(
            "🏢 Company",
            "🏷️ Type",
            "🧬 Archetype",
            "💬 Slack Channel",
            "☁️ Hyperscaler",
            "🌍 Region",
            "🏭 Vertical",
            "🎯 ICP Match?",
            "📇 Accounts Named (3+)",
            "🤝 Intro Mechanism",
            "💰 Economics OK?",
            "🚀 90-Day Goal",
            "📅 90-Day Start",
            "✅ 90-Day Verdict",
            "👤 Key Contact",
            "Role",
            "📧 Email",
            "Slack",
            "📖 Origin Story",
            "Programme Status",
            "Partner Since",
            "Tier",
            "Owner",
            "Last Action",
            "Last Action Date",
            "Next Action",
            "Next Action Date",
            "Next Action Type",
            "🚧 Blockers",
            "Intros Made",
            "Qualified Conversations",
            "Leads",
            "Deals Brought In",
            "Closed Won ($)",
            "Pipeline Value ($)",
            "Phase",
            "CRM Link",
            "Notes");

    private static final String OLD_FORM =
            "Company;Type;Archetype;Slack Channel;Hyperscaler Association;Region;Vertical;ICP Match;Accounts Named;Intro Mechanism;Economics Acceptable;90-Day Test Goal;90-Day Test Start;90-Day Test Verdict;Key Contact;Role;Email;Slack;Email;Origin Story;Programme Status;Partner Since;Agreement Terms;Tier;Owner;Reps (total);Reps Engaged;Reps Bringing Deals;Reps Who Deliver;Last Action;Last Action Date;Next Action;Next Action Date;Next Action Type;Next Action Owner;Blockers;Intros Made;Qualified Conversations;Leads;Deals Brought In;Closed Won;Pipeline Value;First Touch;Last Engagement;Days Since Last Touch;Messages Sent;Calls Booked;Proposals Sent;Phase;Phase 1 Date;CRM Link;Notes;Notes";

    @Autowired
    Importing importing;

    @Autowired
    ImportPlans plans;

    @Autowired
    ImportJobs jobs;

    @Autowired
    ImportWork work;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theNewFormAsAWorkbookWithTitlesAndPicturesIsUnderstoodWholly() {
        var me = team.admin().signedIn();
        var company = name("Formular");
        var owner = team.manager("Petra " + company);
        var row = List.<Object>of(
                company,
                "Reseller",
                "Demand creator",
                "#ext-formular",
                "AWS",
                "DACH",
                "Fintech",
                "✅",
                "Acme, Globex, Initech",
                "Monthly account mapping",
                "✅",
                "Three intros",
                LocalDate.of(2026, 10, 1),
                "At risk",
                "Kim Oyelaran",
                "AE",
                "kim@%s.test".formatted(company.replace(' ', '-').toLowerCase()),
                "@kim",
                "Met at the fair",
                "Active",
                LocalDate.of(2025, 2, 3),
                "Tier 1",
                owner.name(),
                "Sent deck",
                LocalDate.of(2026, 11, 2),
                "Call about the renewal",
                new Xlsx.Shown(LocalDate.of(2026, 12, 4)),
                "Follow-up",
                "Legal",
                7,
                3,
                12,
                2,
                "$45,000",
                120000.5,
                "Phase 2",
                "https://crm.example/1",
                "Likes tea");
        var file =
                Xlsx.of(List.of("🤝 Partner tracker 2026"), List.of("Identification", "", "", "", ""), NEW_FORM, row);

        var job = begun(file, me);
        assertThat(plan(job).columns()).doesNotContain("keep", "leave").hasSize(38);
        assertThat(Set.copyOf(plan(job).columns())).hasSize(38);
        var result = bring(job, file, me);

        assertThat(result.counts().newPartners()).isEqualTo(1);
        assertThat(one("""
                select concat_ws('|', ty.name, p.archetype, p.slack_channel, p.hyperscaler, p.region, p.vertical, p.origin_story, p.status,
                    p.partner_since, p.blockers, p.phase, p.crm_link, p.notes, p.owner_id = %d)
                from partner p join partner_type ty on ty.id = p.type_id where p.name = :name""".formatted(owner.id()), company))
                .isEqualTo(
                        "Reseller|DEMAND_CREATOR|#ext-formular|AWS|DACH|Fintech|Met at the fair|ACTIVE|2025-02-03|Legal|2|https://crm.example/1|Likes tea|t");
        assertThat(one(
                        "select concat_ws('|', q.passed, q.accounts_named, q.intro_mechanism) from qualification q join partner p on p.id = q.partner_id where p.name = :name",
                        company))
                .isEqualTo("t|3|Monthly account mapping");
        assertThat(one(
                        "select concat_ws('|', t.goal, t.starts_on, t.verdict) from ninety_day_test t join partner p on p.id = t.partner_id where p.name = :name",
                        company))
                .isEqualTo("Three intros|2026-10-01|AT_RISK");
        assertThat(one(
                        "select string_agg(concat_ws(' ', a.type, a.note, a.due, a.completed_at is not null), '|' order by a.due) from action a join partner p on p.id = a.partner_id where p.name = :name",
                        company))
                .isEqualTo("FOLLOW_UP Sent deck 2026-11-02 t|FOLLOW_UP Call about the renewal 2026-12-04 f");
        assertThat(one(
                        "select string_agg(o.measure || ' ' || o.amount, '|' order by o.measure) from opening_value o join partner p on p.id = o.partner_id where p.name = :name",
                        company))
                .isEqualTo(
                        "CLOSED_WON 45000.00|DEALS_BROUGHT_IN 2.00|INTROS_MADE 7.00|LEADS 12.00|PIPELINE_VALUE 120000.50|QUALIFIED_CONVERSATIONS 3.00");
        assertThat(one(
                        "select concat_ws('|', c.name, c.role, c.chat_handle) from contact c join contact_place k on k.contact_id = c.id join partner p on p.id = k.partner_id where k.key_contact and p.name = :name",
                        company))
                .isEqualTo("Kim Oyelaran|AE|@kim");

        var again = begun(file, me);
        assertThat(dryRun(again, file, me).counts().changing()).isZero();
        work.undo(jobs.find(job).orElseThrow(), me);
        assertThat(one("select count(*)::text from partner where name = :name", company))
                .isEqualTo("0");
    }

    @Test
    void theOldFormAsSemicolonsInWindows1252WithMixedDaysIsUnderstoodWholly() {
        var me = team.admin().signedIn();
        var company = name("Größe");
        var domain = "groesse-%s.test".formatted(company.replaceAll("\\D", ""));
        var row = List.of(
                company,
                "Agency",
                "Channel multiplier",
                "#x",
                "Azure",
                "EMEA",
                "Handel",
                "x",
                "5",
                "Über Vertrieb",
                "ja",
                "2 deals",
                "1.9.2026",
                "Delivered",
                "Zoë Groß",
                "Head of Partnerships",
                "zoe@" + domain,
                "@zoe",
                "z.gross@" + domain,
                "Messe",
                "Testing",
                "31/12/2024",
                "20 %",
                "Tier 2",
                "",
                "12",
                "4",
                "2",
                "1",
                "Anruf",
                "5 Nov 2026",
                "Angebot",
                "12/24/2026",
                "Follow-up",
                "",
                "keine",
                "3",
                "2",
                "9",
                "1",
                "1.200,50",
                "€ 10k",
                "03.01.2023",
                "2026-11-01",
                "17",
                "140",
                "11",
                "4",
                "1",
                "3/4/2025",
                "crm.example/2",
                "erste",
                "zweite");
        var file = (OLD_FORM + "\r\n" + String.join(";", row) + "\r\n").getBytes(Charset.forName("windows-1252"));

        var job = begun(file, me);
        assertThat(plan(job).columns()).hasSize(53).doesNotContain("keep");
        assertThat(plan(job).columns().stream().filter("leave"::equals))
                .hasSize(1); // the days since the last touch are worked out
        assertThat(bring(job, file, me).rows()).noneMatch(RowOutcome::refused);

        assertThat(one("select p.notes from partner p where p.name = :name", company))
                .isEqualTo("erste\nzweite\nRole: Head of Partnerships");
        assertThat(one(
                        "select string_agg(address, ' ' order by address) from contact_address where address like :name",
                        "%@" + domain))
                .isEqualTo("z.gross@%1$s zoe@%1$s".formatted(domain));
        assertThat(one(
                        "select string_agg(concat_ws(' ', o.measure, o.amount, o.day), '|' order by o.measure) from opening_value o join partner p on p.id = o.partner_id where p.name = :name",
                        company))
                .contains(
                        "CALLS_BOOKED 11.00",
                        "CLOSED_WON 1200.50",
                        "FIRST_TOUCH 2023-01-03",
                        "LAST_ENGAGEMENT 2026-11-01",
                        "MESSAGES_SENT 140.00",
                        "PIPELINE_VALUE 10000.00",
                        "REPS_TOTAL 12.00");
        assertThat(one(
                        "select concat_ws('|', p.partner_since, p.proposals_sent, p.phase, h.since, p.agreement_terms, p.crm_link) from partner p join partner_phase h on h.partner_id = p.id where p.name = :name",
                        company))
                .isEqualTo("2024-12-31|4|1|2025-04-03|20 %|https://crm.example/2");
        assertThat(one(
                        "select q.passed::text || q.accounts_named from qualification q join partner p on p.id = q.partner_id where p.name = :name",
                        company))
                .isEqualTo("true5");
        assertThat(one(
                        "select max(a.due)::text from action a join partner p on p.id = a.partner_id where p.name = :name",
                        company))
                .isEqualTo("2026-12-24");

        work.undo(jobs.find(job).orElseThrow(), me);
        assertThat(one("select count(*)::text from partner where name = :name", company))
                .isEqualTo("0");
    }

    @Test
    void headingsUnderATitleOfTheirGroupAreToldApart() {
        var me = team.admin().signedIn();
        var file = Xlsx.of(
                List.of("Partner", "", "Key contact", "", "90-day test", ""),
                List.of("Name", "Tier", "Name", "Email", "Goal", "Status"),
                List.of(name("Gruppe"), "Tier 1", "Kim", "kim@gruppe.test", "Two deals", "On track"));

        assertThat(plan(begun(file, me)).columns())
                .containsExactly("partner", "tier", "contact_name", "contact_email", "test_goal", "test_verdict");
    }

    @Test
    void aHeadingThatCouldMeanTwoFieldsIsToldByWhatStandsUnderIt() {
        assertThat(guessed(List.of("Live", "Pilot"))).isEqualTo("status");
        assertThat(guessed(List.of("Phase 2", "3"))).isEqualTo("phase");
    }

    /** For a column named Stage, where no earlier file said what that means. */
    private String guessed(List<String> cells) {
        var file = SourceFile.read(("Company,Stage\nA,%s\nB,%s\n".formatted(cells.toArray()))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var sheet = file.sheets().getFirst();
        return Headings.of(sheet, Subject.PARTNERS)
                .guess(sheet, Subject.PARTNERS, Map.of(), importing.choices(Subject.PARTNERS))
                .getLast()
                .written();
    }

    private UUID begun(byte[] file, SignedIn me) {
        return plans.begin(Subject.PARTNERS, "tracker", file, me);
    }

    private ImportPlan plan(UUID job) {
        return jobs.find(job).orElseThrow().plan();
    }

    /** With the likely meanings of values, as the page proposes them. */
    private ImportPlan meant(UUID job, byte[] file) {
        var page = plans.values(jobs.find(job).orElseThrow(), new Uploads.Upload(job, "tracker", file));
        var values = new java.util.HashMap<String, Map<String, String>>();
        for (var field : page.fields()) {
            var meanings = new java.util.HashMap<String, String>();
            for (var value : field.values()) meanings.put(Book.key(value.value()), value.meaning());
            values.put(field.field().heading(), meanings);
        }
        return plan(job).withValues(values);
    }

    private ImportResult dryRun(UUID job, byte[] file, SignedIn me) {
        return importing.dryRun(ImportTable.of(SourceFile.read(file), meant(job, file)), Map.of(), me, NOBODY_WATCHES);
    }

    private ImportResult bring(UUID job, byte[] file, SignedIn me) {
        var table = ImportTable.of(SourceFile.read(file), meant(job, file));
        var shown = importing.dryRun(table, Map.of(), me, NOBODY_WATCHES);
        assertThat(new ArrayList<>(shown.rows()).toString()).doesNotContain("REFUSED");
        var result = importing.apply(job, "tracker", table, Map.of(), shown.fingerprint(), me, NOBODY_WATCHES);
        jobs.applied(job, result);
        return result;
    }

    private String one(String sql, String name) {
        return String.valueOf(jdbc.sql(sql)
                .param("name", name)
                .query((row, index) -> row.getString(1))
                .single());
    }
}
