package app.touchline.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.importing.ImportUndoing.Left;
import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class ImportUndoTests {

    private static final List<String> COLUMNS = List.of(
            "partner",
            "external_id",
            "tier",
            "tier_since",
            "owner",
            "owner_since",
            "status",
            "status_since",
            "partner_since",
            "domains",
            "contact_name",
            "contact_email",
            "contact_role",
            "contact_from",
            "key_contact",
            "notes",
            "blockers",
            "type",
            "archetype",
            "region",
            "proposals_sent",
            "phase",
            "phase_1",
            "phase_2",
            "icp_match",
            "accounts_named",
            "intro_mechanism",
            "economics",
            "test_goal",
            "test_start",
            "test_verdict",
            "last_action",
            "last_action_date",
            "next_action",
            "next_action_date",
            "next_action_type",
            "next_action_who",
            "intros_made",
            "closed_won",
            "first_touch",
            "last_engagement",
            "polite_pass",
            "polite_pass_on",
            "Favourite colour");

    @Autowired
    ImportWork work;

    @Autowired
    ImportJobs jobs;

    @Autowired
    PartnerRecords records;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private Bringing bringing;
    private List<String> owners = List.of();

    @Autowired
    void bringing(ApplicationContext context) {
        bringing = new Bringing(context);
    }

    /** Fixed seed. Random rows over random partners of which much is known; a second time they change nothing. */
    @Test
    void anImportTwiceChangesNothingAndUndoneLeavesEveryTableAsItWasToTheLetter() {
        var random = new Random(20_261_118);
        owners = List.of(
                team.manager("Una Undo").email(), team.manager("Otto Undo").email());
        var changed = new TreeMap<String, Integer>();
        for (var round = 0; round < 8; round++) {
            var known = knownPartners(random);
            bringing.bring(file(random, known, 1)); // what is known of them already
            jdbc.sql("""
                    insert into action_postponement (action_id, from_due, to_due, at, by_id)
                    select a.id, a.due - 3, a.due, now(), a.assignee_id from action a
                    where a.completed_at is null and a.partner_id = any(:ids)
                    """)
                    .param("ids", known.stream().map(Partner::id).toArray(Long[]::new))
                    .update();
            var before = EveryTable.digests(jdbc);
            var file = file(random, known, 2);
            var brought = bringing.bring(file);
            var after = EveryTable.digests(jdbc);
            after.forEach((table, rows) -> {
                if (!rows.equals(before.get(table))) changed.merge(table, 1, Integer::sum);
            });

            var again = bringing.dryRun(file);
            assertThat(again.rows().stream().filter(RowOutcome::changesSomething))
                    .as("round %d brought twice:%n%s", round, file)
                    .isEmpty();

            assertThat(work.leftByUndoing(brought.job())).isEmpty();
            var undone = bringing.undo(brought.job());
            assertThat(undone.left()).isEmpty();
            assertThat(undone.archived()).isEmpty();
            assertThat(EveryTable.digests(jdbc)).as("round %d", round).isEqualTo(before);
        }
        assertThat(changed)
                .containsKeys(
                        "partner",
                        "partner_tier",
                        "partner_owner",
                        "partner_status",
                        "partner_domain",
                        "partner_phase",
                        "contact",
                        "contact_address",
                        "contact_place",
                        "opening_value",
                        "ninety_day_test",
                        "qualification",
                        "action");
    }

    private List<Partner> knownPartners(Random random) {
        var known = new ArrayList<Partner>();
        for (var i = 0; i < 6; i++) {
            var status = i < 3 ? ProgrammeStatus.PROSPECT : ProgrammeStatus.ACTIVE;
            var partner = samples.create(PartnerDraft.of(
                    name("Undo"), samples.tier(1 + random.nextInt(3)).id(), null, status));
            known.add(partner);
            samples.domain(partner, "undo-%d.test".formatted(partner.id()));
            for (var c = 0; c < random.nextInt(3); c++)
                samples.contact(partner, "Person " + c, "p%d@undo-%d.test".formatted(c, partner.id()));
        }
        return known;
    }

    /** @param time the second file says other things of the same partners */
    private String file(Random random, List<Partner> known, int time) {
        var file = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (var at = 0; at < known.size(); at++) {
            var row = new LinkedHashMap<String, String>();
            var partner = known.get(at);
            row.put("partner", partner.name());
            about(partner.id(), row, random, time);
            if (random.nextInt(4) == 0)
                row.put("status", List.of("Paused", "Testing").get(time - 1));
            switch (random.nextInt(4)) {
                case 0 -> {
                    row.put("contact_name", "Newcomer " + time);
                    row.put("contact_email", "new%d@undo-%d.test".formatted(time, partner.id()));
                    row.put("key_contact", "yes");
                }
                case 1 -> { // comes from the next partner, if there is such a person; else is new
                    row.put(
                            "contact_email",
                            "p0@undo-%d.test"
                                    .formatted(
                                            known.get((at + 1) % known.size()).id()));
                    row.put("contact_from", "2026-0%d-0%d".formatted(1 + time, 1 + random.nextInt(9)));
                }
                default -> {}
            }
            file.append(line(row));
        }
        for (var i = 0; i < 2; i++) {
            var fresh = name("Fresh Undo");
            var row = new LinkedHashMap<String, String>();
            row.put("partner", fresh);
            row.put("tier", "Tier 2");
            row.put("domains", fresh.toLowerCase().replace(' ', '-') + ".test");
            row.put("contact_name", "Ann");
            row.put("contact_email", "ann@%s.test".formatted(fresh.toLowerCase().replace(' ', '-')));
            about(fresh.hashCode() & 0xffff, row, random, time);
            file.append(line(row));
        }
        return file.toString();
    }

    private void about(long id, Map<String, String> row, Random random, int time) {
        if (random.nextBoolean()) {
            row.put("tier", "Tier " + (1 + random.nextInt(3)));
            if (random.nextBoolean()) row.put("tier_since", "2026-0%d-01".formatted(2 * time + random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            row.put("owner", owners.get(random.nextInt(2)));
            row.put("owner_since", "2026-0%d-05".formatted(2 * time + random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) row.put("external_id", "X-" + id);
        if (random.nextBoolean()) {
            row.put("notes", "Two\nlines, ✅ \"said\" " + random.nextInt(3));
            row.put("blockers", "Legal " + random.nextInt(2));
            row.put("Favourite colour", random.nextBoolean() ? "teal" : "red");
            row.put("region", "DACH");
            row.put("type", random.nextBoolean() ? "Agency" : "Reseller");
            row.put("proposals_sent", "" + random.nextInt(9));
        }
        if (random.nextInt(3) == 0) {
            row.put("phase", "" + (1 + random.nextInt(4)));
            row.put("phase_1", "2025-0%d-11".formatted(1 + random.nextInt(9)));
            row.put("phase_2", "2026-0%d-12".formatted(1 + random.nextInt(9)));
            row.put("partner_since", "2024-0%d-01".formatted(1 + random.nextInt(9)));
        }
        if (random.nextBoolean()) {
            row.put("next_action", random.nextBoolean() ? "Call about the renewal" : "Send the deck");
            row.put("next_action_date", "2026-12-%02d".formatted(1 + random.nextInt(28)));
            if (random.nextBoolean()) row.put("next_action_type", "Intro request");
            if (random.nextBoolean()) row.put("next_action_who", owners.get(random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            row.put("last_action", "Met " + random.nextInt(3));
            row.put("last_action_date", "2026-10-%02d".formatted(1 + random.nextInt(28)));
        }
        if (random.nextBoolean()) {
            row.put("intros_made", "" + random.nextInt(9));
            row.put("closed_won", "%d.50".formatted(random.nextInt(9_000)));
            row.put("first_touch", "2024-0%d-03".formatted(1 + random.nextInt(9)));
        }
        if (random.nextInt(3) > 0) {
            row.put("test_goal", "Three intros");
            row.put("test_start", "2026-10-01");
            row.put("test_verdict", List.of("On track", "At risk", "Delivered").get(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            row.put("icp_match", "yes");
            row.put("accounts_named", "Acme; Globex; Initech %d".formatted(random.nextInt(2)));
            row.put("intro_mechanism", "mapping");
            row.put("economics", random.nextInt(4) == 0 ? "no" : "yes");
        }
        if (time == 2 && random.nextInt(3) == 0) {
            row.put("polite_pass", "Too small " + random.nextInt(3));
            row.put("polite_pass_on", "2026-05-%02d".formatted(1 + random.nextInt(28)));
        }
    }

    private static String line(Map<String, String> row) {
        return String.join(
                        ",",
                        COLUMNS.stream()
                                .map(column -> "\"%s\""
                                        .formatted(row.getOrDefault(column, "").replace("\"", "\"\"")))
                                .toList())
                + "\n";
    }

    @Test
    void whatWasChangedSinceIsNamedWithWhatItWasAndLeftAsItIs() {
        var changed = samples.tierOne(name("Undo"));
        var untouched = samples.tierOne(name("Undo"));
        var fresh = name("Fresh Undo");
        var job = bringing.bring("partner,tier,notes\n%s,,imported\n%s,,imported\n%s,Tier 1,imported\n"
                        .formatted(changed.name(), untouched.name(), fresh))
                .job();
        records.note(changed.id(), "by hand", ADMIN);

        var left = new Left(changed.name(), "changed since: itself");
        assertThat(work.leftByUndoing(job)).containsExactly(left);
        assertThat(mvc.get().uri("/admin/import/%s/undo".formatted(job)).with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("1 record cannot be put back", changed.name(), "changed since: itself", "Undo the rest");
        var undone = bringing.undo(job);

        assertThat(undone.left()).containsExactly(left);
        assertThat(notes(changed.name())).containsExactly("by hand");
        assertThat(notes(untouched.name())).containsExactly("");
        assertThat(notes(fresh)).isEmpty();
        assertThat(work.undo(jobs.find(job).orElseThrow(), ADMIN)).isNull();
    }

    @Test
    void anActionThatWasDoneSinceKeepsItsPartnerAsItIs() {
        var partner = samples.tierOne(name("Undo"));
        var job = bringing.bring("partner,next_action,next_action_date,notes\n%s,Call,2026-12-01,imported\n"
                        .formatted(partner.name()))
                .job();
        jdbc.sql("update action set completed_at = now(), completed_by = assignee_id where partner_id = :id")
                .param("id", partner.id())
                .update();

        assertThat(bringing.undo(job).left()).containsExactly(new Left(partner.name(), "changed since: actions"));
        assertThat(notes(partner.name())).containsExactly("imported");
    }

    @Test
    void aNewPartnerToWhomMailWasMatchedGoesToTheArchiveAndOneWithAnActionStays() {
        var matched = name("Fresh Undo");
        var worked = name("Fresh Undo");
        var owner = team.manager("Ugo Undo");
        var job = bringing.bring("partner,tier,domains\n%s,Tier 1,matched-%s.test\n%s,Tier 1,\n"
                        .formatted(matched, matched.replaceAll("\\D", ""), worked))
                .job();
        jdbc.sql(
                        "insert into partner_last_touch (partner_id, last_always) select id, now() from partner where name = :name")
                .param("name", matched)
                .update();
        jdbc.sql(
                        "insert into action (partner_id, type, due, assignee_id, created_at) select id, 'FOLLOW_UP', '2026-12-01', :who, now() from partner where name = :name")
                .param("who", owner.id())
                .param("name", worked)
                .update();

        var undone = bringing.undo(job);

        assertThat(undone.archived()).containsExactly(matched);
        assertThat(undone.left()).containsExactly(new Left(worked, "changed since: actions"));
        assertThat(jdbc.sql(
                                "select archived_at is not null and not exists (select from partner_domain d where d.partner_id = p.id) from partner p where name = :name")
                        .param("name", matched)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whereAnotherTookTheNameMeanwhileNothingIsUndoneAndThatIsSaid() {
        var company = name("Undo");
        samples.create(PartnerDraft.of(company, samples.tier(1).id(), null, ProgrammeStatus.PROSPECT));
        var job = bringing.bring("partner,polite_pass\n%s,Too small\n".formatted(company))
                .job();
        samples.tierOne(company);

        var sent = mvc.post()
                .uri("/admin/import/%s/undo".formatted(job))
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange();

        assertThat(String.valueOf(sent.getMvcResult().getFlashMap().get("toast")))
                .contains("Nothing was undone", "a partner of the same name");
        assertThat(jobs.find(job).orElseThrow().applied()).isTrue();
        assertThat(bringing.dryRun("partner\n%s\n".formatted(company)).rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.KNOWN);
    }

    private List<String> notes(String partner) {
        return jdbc.sql("select notes from partner where name = :name")
                .param("name", partner)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
