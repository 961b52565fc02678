package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.partner.Partner;
import app.touchline.partner.PartnerRecords;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.importing.ImportRun.Progress.NOBODY_WATCHES;
import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class ImportUndoTests {

    private static final List<String> TABLES = List.of(
            "partner",
            "partner_tier",
            "partner_owner",
            "partner_status",
            "partner_domain",
            "contact",
            "contact_address",
            "contact_place");

    @Autowired
    Importing importing;

    @Autowired
    ImportPlans plans;

    @Autowired
    ImportJobs jobs;

    @Autowired
    ImportWork work;

    @Autowired
    PartnerRecords records;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    /** Fixed seed; each round imports random rows over random partners and takes them back. */
    @Test
    void undoingRestoresEveryRowToTheLetter() {
        var random = new Random(20_261_118);
        var owners = List.of(
                team.manager("Una Undo").email(), team.manager("Otto Undo").email());
        for (var round = 0; round < 8; round++) {
            var known = new ArrayList<Partner>();
            for (var i = 0; i < 6; i++) {
                var partner = samples.partner(name("Undo"), 1 + random.nextInt(3), null, null);
                known.add(partner);
                samples.domain(partner, "undo-%d.test".formatted(partner.id()));
                for (var c = 0; c < random.nextInt(3); c++)
                    samples.contact(partner, "Person " + c, "p%d@undo-%d.test".formatted(c, partner.id()));
            }
            var before = all();
            var job = bring(file(random, known, owners));
            assertThat(all()).isNotEqualTo(before);

            assertThat(work.changedSince(job)).isEmpty();
            var undone = undo(job);
            assertThat(undone.left()).isEmpty();
            assertThat(undone.archived()).isEmpty();
            assertThat(all()).isEqualTo(before);
        }
    }

    private static String file(Random random, List<Partner> known, List<String> owners) {
        var file = new StringBuilder(
                "partner,external_id,tier,tier_since,owner,status,status_since,domains,contact_name,contact_email,contact_from,key_contact,notes\n");
        for (var partner : known) {
            var other = known.get(random.nextInt(known.size()));
            switch (random.nextInt(5)) {
                case 0 ->
                    file.append("%s,X-%d,Tier %d,2026-0%d-01,%s,,,,,,,,\n"
                            .formatted(
                                    partner.name(),
                                    partner.id(),
                                    1 + random.nextInt(3),
                                    1 + random.nextInt(9),
                                    owners.get(random.nextInt(2))));
                case 1 ->
                    file.append("%s,,,,,Paused,2026-10-0%d,extra-%d.test,,,,,\"Two\nlines, ✅\"\n"
                            .formatted(partner.name(), 1 + random.nextInt(9), partner.id()));
                case 2 ->
                    file.append("%s,,,,,,,,Newcomer,new@undo-%d.test,2026-02-01,yes,\n"
                            .formatted(partner.name(), partner.id()));
                case 3 ->
                    file.append("%s,,,,,,,,,p0@undo-%d.test,2026-03-0%d,,noted\n"
                            .formatted(partner.name(), other.id(), 1 + random.nextInt(9)));
                default ->
                    file.append("%s,,Tier %d,,%s,Testing,,,,,,,\n"
                            .formatted(partner.name(), 1 + random.nextInt(3), owners.get(random.nextInt(2))));
            }
        }
        for (var i = 0; i < 3; i++) {
            var fresh = name("Fresh Undo");
            file.append("%s,,Tier 2,,%s,,,%s.test,Ann,ann@%s.test,,,hello\n"
                    .formatted(
                            fresh,
                            owners.getFirst(),
                            fresh.toLowerCase().replace(' ', '-'),
                            fresh.toLowerCase().replace(' ', '-')));
        }
        return file.toString();
    }

    @Test
    void whatWasChangedSinceIsNamedAndLeftAsItIs() {
        var changed = samples.tierOne(name("Undo"));
        var untouched = samples.tierOne(name("Undo"));
        var fresh = name("Fresh Undo");
        var job = bring("partner,tier,notes\n%s,,imported\n%s,,imported\n%s,Tier 1,imported\n"
                .formatted(changed.name(), untouched.name(), fresh));
        records.note(changed.id(), "by hand", ADMIN);

        assertThat(work.changedSince(job)).containsExactly(changed.name());
        var undone = undo(job);

        assertThat(undone.left()).containsExactly(changed.name());
        assertThat(notes(changed.name())).containsExactly("by hand");
        assertThat(notes(untouched.name())).containsExactly("");
        assertThat(notes(fresh)).isEmpty();
        assertThat(work.undo(jobs.find(job).orElseThrow(), ADMIN)).isNull();
    }

    @Test
    void aNewPartnerToWhomMailWasMatchedGoesToTheArchiveAndOneWithAnActionStays() {
        var matched = name("Fresh Undo");
        var worked = name("Fresh Undo");
        var owner = team.manager("Ugo Undo");
        var job = bring("partner,tier,domains\n%s,Tier 1,matched-%s.test\n%s,Tier 1,\n"
                .formatted(matched, matched.replaceAll("\\D", ""), worked));
        jdbc.sql(
                        "insert into partner_last_touch (partner_id, last_always) select id, now() from partner where name = :name")
                .param("name", matched)
                .update();
        jdbc.sql(
                        "insert into action (partner_id, type, due, assignee_id, created_at) select id, 'FOLLOW_UP', '2026-12-01', :who, now() from partner where name = :name")
                .param("who", owner.id())
                .param("name", worked)
                .update();

        var undone = undo(job);

        assertThat(undone.archived()).containsExactly(matched);
        assertThat(undone.left()).containsExactly(worked);
        assertThat(jdbc.sql(
                                "select archived_at is not null and not exists (select from partner_domain d where d.partner_id = p.id) from partner p where name = :name")
                        .param("name", matched)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private ImportImages.Undone undo(UUID job) {
        return Objects.requireNonNull(work.undo(jobs.find(job).orElseThrow(), ADMIN));
    }

    private List<String> notes(String partner) {
        return jdbc.sql("select notes from partner where name = :name")
                .param("name", partner)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private UUID bring(String file) {
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        var id = plans.begin("undo.csv", bytes, ADMIN);
        var table = ImportTable.of(
                SourceFile.read(bytes), jobs.find(id).orElseThrow().plan());
        var shown = importing.dryRun(table, Map.of(), ADMIN, NOBODY_WATCHES);
        assertThat(shown.rows()).noneMatch(RowOutcome::refused);
        jobs.applied(id, importing.apply(id, "undo.csv", table, Map.of(), shown.fingerprint(), ADMIN, NOBODY_WATCHES));
        return id;
    }

    private List<String> all() {
        return TABLES.stream()
                .flatMap(table -> jdbc
                        .sql("select to_jsonb(t)::text from %s t order by 1".formatted(table))
                        .query((row, index) -> row.getString(1))
                        .list()
                        .stream())
                .toList();
    }
}
