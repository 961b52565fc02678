package app.touchline.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.deal.Deal;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.importing.ImportUndoing.Left;
import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.Partner;
import app.touchline.team.SignedIn;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class DealImportUndoTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    private static final List<String> COLUMNS = List.of(
            "registration_id",
            "external_id",
            "customer",
            "domain",
            "partner",
            "part",
            "shares",
            "origin",
            "partner_contact",
            "incumbent",
            "owner",
            "standing",
            "registered_on",
            "decided_on",
            "decision_reason",
            "protected_until",
            "stage",
            "stage_since",
            "value",
            "currency",
            "expected_close",
            "closed_on",
            "won_value",
            "lost_reason",
            "description");

    @Autowired
    ImportWork work;

    @Autowired
    DealRecords records;

    @Autowired
    PartnerSamples samples;

    @Autowired
    DealSamples deals;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    private Bringing bringing;
    private SignedIn me = PartnerSamples.ADMIN;

    @Autowired
    void bringing(ApplicationContext context) {
        bringing = new Bringing(context);
    }

    /** Fixed seed. Whether a random past could have been so, and what is stored of it, is told by a plain reading of the row. */
    @Test
    void aRandomFileIsRefusedAsAPlainReadingSaysChangesNothingTheSecondTimeAndIsTakenBackToTheLetter() {
        var random = new Random(20_261_122);
        me = team.admin().signedIn();
        var changed = new TreeMap<String, Integer>();
        var refused = 0;
        for (var round = 0; round < 6; round++) {
            var partners = List.of(samples.tierOne(name("Undo Deal")), samples.tierOne(name("Undo Deal")));
            for (var partner : partners) samples.contact(partner, "Contact of " + partner.id());
            var known = known(partners, random);
            var rows = new ArrayList<Map<String, String>>();
            for (var deal : known) rows.add(ofKnown(deal, partners, random));
            for (var i = 0; i < 14; i++) rows.add(ofNew(partners, known, random));
            var file = file(rows);
            var decisions = new LinkedHashMap<String, String>();
            for (var line = 2; line < rows.size() + 2; line++) decisions.put("line " + line, ImportPlan.ENTER);
            var before = EveryTable.digests(jdbc);

            var brought = bringing.bring(Subject.DEALS, file, decisions);
            for (var at = 0; at < rows.size(); at++) {
                var outcome = brought.result().rows().get(at);
                var row = rows.get(at);
                if (!row.containsKey("registration_id"))
                    assertThat(outcome.refused()).as("%s%n%s", row, outcome).isEqualTo(!couldHaveBeen(row));
                if (outcome.refused()) refused++;
                else if (!row.containsKey("registration_id")) isStoredAsWritten(row);
            }
            EveryTable.digests(jdbc).forEach((table, digest) -> {
                if (!digest.equals(before.get(table))) changed.merge(table, 1, Integer::sum);
            });

            var again = bringing.dryRun(Subject.DEALS, file, decisions);
            for (var at = 0; at < rows.size(); at++)
                if (!brought.result().rows().get(at).refused())
                    assertThat(again.rows().get(at).kind())
                            .as("%s", rows.get(at))
                            .isEqualTo(Kind.KNOWN);
            assertThat(work.leftByUndoing(brought.job())).isEmpty();
            assertThat(bringing.undo(brought.job()).left()).isEmpty();
            assertThat(EveryTable.digests(jdbc)).as("round %d", round).isEqualTo(before);
        }
        assertThat(refused).isBetween(10, 70);
        assertThat(changed)
                .containsKeys("deal", "deal_share", "deal_event", "deal_conflict", "deal_worth", "deal_part");
    }

    private List<Deal> known(List<Partner> partners, Random random) {
        var known = new ArrayList<Deal>();
        for (var i = 0; i < 6; i++) {
            var customer = i % 3 == 2 ? known.get(i - 1).details().customer().name() : DealSamples.customer();
            known.add(deals.registered(partners.get(i % 2).id(), customer, me));
        }
        if (random.nextBoolean()) records.withdraw(known.getFirst().id(), "No more", me, records.now(me));
        return known;
    }

    private static Map<String, String> ofKnown(Deal deal, List<Partner> partners, Random random) {
        var row = new LinkedHashMap<String, String>();
        row.put("registration_id", deal.code().words());
        if (random.nextBoolean()) row.put("customer", DealSamples.customer());
        if (random.nextBoolean()) row.put("external_id", "K-" + deal.id());
        if (random.nextBoolean()) row.put("value", "%d.25".formatted(1 + random.nextInt(9_000)));
        switch (random.nextInt(4)) {
            case 0 -> row.put("part", "influenced");
            case 1 -> row.put("shares", shares(partners, random));
            default -> {}
        }
        if (random.nextBoolean()) row.put("partner_contact", "Contact of " + deal.partnerId());
        if (random.nextBoolean())
            row.put("incumbent", partners.get(random.nextInt(2)).name());
        if (random.nextBoolean()) row.put("description", "Two\nlines \"said\" " + random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> {
                row.put("standing", "approved");
                row.put("stage", "closed_won");
                row.put("closed_on", TODAY.toString());
            }
            case 1 -> {
                row.put("standing", "declined");
                row.put("decision_reason", "Too late");
            }
            case 2 -> {
                row.put("standing", "approved");
                row.put("protected_until", "2027-05-05");
                row.put("stage", "negotiating");
            }
            default -> {}
        }
        return row;
    }

    private static Map<String, String> ofNew(List<Partner> partners, List<Deal> known, Random random) {
        var row = new LinkedHashMap<String, String>();
        row.put("external_id", "N-%d-%d".formatted(known.getFirst().id(), random.nextInt()));
        row.put(
                "customer",
                random.nextInt(4) == 0
                        ? known.get(random.nextInt(known.size()))
                                .details()
                                .customer()
                                .name()
                        : DealSamples.customer());
        var partner = partners.get(random.nextInt(2));
        row.put("partner", partner.name());
        if (random.nextInt(3) == 0) row.put("partner_contact", "Contact of " + partner.id());
        if (random.nextInt(3) == 0)
            row.put("incumbent", partners.get(random.nextInt(2)).name());
        if (random.nextInt(3) == 0) row.put("shares", shares(partners, random));
        if (random.nextInt(4) == 0) row.put("origin", "lead");
        if (random.nextInt(4) == 0) row.put("part", random.nextBoolean() ? "sourced" : "influenced");
        row.put("value", "%d.75".formatted(1 + random.nextInt(90_000)));
        row.put("currency", random.nextBoolean() ? "EUR" : "USD");
        row.put("expected_close", "2027-01-%02d".formatted(1 + random.nextInt(28)));
        row.put("registered_on", day(random));
        var standing = Standing.values()[random.nextInt(4)];
        row.put("standing", standing.name().toLowerCase());
        if (random.nextInt(3) == 0) row.put("decided_on", day(random));
        if (random.nextInt(4) == 0) row.put("protected_until", day(random));
        if (standing == Standing.APPROVED || random.nextInt(6) == 0) {
            var stage = Stage.values()[random.nextInt(6)];
            row.put("stage", stage.name().toLowerCase());
            if (stage != Stage.REGISTERED && random.nextInt(3) == 0) row.put("stage_since", day(random));
            if (stage.closed() || random.nextInt(9) == 0) row.put("closed_on", day(random));
            if (stage == Stage.CLOSED_LOST && random.nextInt(5) > 0) row.put("lost_reason", "Price");
            if (stage == Stage.CLOSED_WON && random.nextBoolean()) row.put("won_value", "17.50");
        }
        return row;
    }

    /** Two partners, in any order; a third of the time the two make no hundred. */
    private static String shares(List<Partner> partners, Random random) {
        var first = partners.get(random.nextInt(2));
        var second = partners.get(first == partners.getFirst() ? 1 : 0);
        if (random.nextBoolean()) return "%s sourced; %s influenced".formatted(first.name(), second.name());
        var percent = 1 + random.nextInt(99);
        return "%s sourced %d%%; %s influenced %d%%"
                .formatted(first.name(), percent, second.name(), random.nextInt(3) == 0 ? 50 : 100 - percent);
    }

    /** What the shares say of each partner, by its name. */
    private static Map<String, String> said(Map<String, String> row) {
        var said = new TreeMap<String, String>();
        if (row.containsKey("shares"))
            for (var one : row.get("shares").split("; "))
                said.put(
                        one.replaceAll(" (sourced|influenced).*", ""),
                        one.replaceAll("^.* (?=sourced|influenced)", ""));
        else {
            var usual = "lead".equals(row.get("origin")) ? "influenced" : "sourced";
            said.put(row.getOrDefault("partner", ""), row.getOrDefault("part", usual));
        }
        return said;
    }

    private static boolean couldBeShared(Map<String, String> row) {
        var said = said(row);
        if (said.size() > 1 && row.containsKey("part")) return false; // one sourced it, the other influenced it
        if ("lead".equals(row.get("origin"))
                && said.getOrDefault(row.getOrDefault("partner", ""), "").startsWith("sourced")) return false;
        var percents = said.values().stream()
                .filter(one -> one.endsWith("%"))
                .mapToInt(one -> Integer.parseInt(one.replaceAll("\\D", "")))
                .toArray();
        return percents.length == 0 || java.util.stream.IntStream.of(percents).sum() == 100;
    }

    private static String day(Random random) {
        return TODAY.minusDays(random.nextInt(60)).toString();
    }

    private static boolean couldHaveBeen(Map<String, String> row) {
        if (!couldBeShared(row)) return false;
        var registered = date(row, "registered_on");
        var decided = date(row, "decided_on");
        var since = date(row, "stage_since");
        var closed = date(row, "closed_on");
        var until = date(row, "protected_until");
        var standing = row.getOrDefault("standing", "");
        var stage = row.getOrDefault("stage", "registered");
        var isClosed = stage.startsWith("closed");
        if (decided != null && (decided.isBefore(registered) || standing.equals("waiting"))) return false;
        if (!stage.equals("registered") && !standing.equals("approved")) return false;
        var from = decided == null ? registered : decided;
        if (until != null && (!standing.equals("approved") || !until.isAfter(from))) return false;
        if (isClosed != (closed != null)) return false;
        if (closed != null && closed.isBefore(registered)) return false;
        if (since != null && since.isBefore(registered)) return false;
        if (since != null && closed != null && since.isBefore(closed)) return false;
        return !stage.equals("closed_lost") || row.containsKey("lost_reason");
    }

    private static @Nullable LocalDate date(Map<String, String> row, String column) {
        var text = row.get(column);
        return text == null ? null : LocalDate.parse(text);
    }

    private void isStoredAsWritten(Map<String, String> row) {
        var stored = jdbc.sql("""
                select d.*, cast(d.registered_at at time zone 'Europe/Berlin' as date)::text as registered_on,
                       cast(d.decided_at at time zone 'Europe/Berlin' as date)::text as decided_on, p.name as partner,
                       i.name as incumbent, c.name as partner_contact
                from deal d join partner p on p.id = d.partner_id
                left join partner i on i.id = d.incumbent_id
                left join contact c on c.id = d.contact_id
                where d.external_id = :id
                """).param("id", row.get("external_id")).query().singleRow();
        var shares = new TreeMap<String, String>();
        jdbc.sql(
                        "select p.name, lower(s.part) || coalesce(' ' || trim_scale(s.percent) || '%', '') as part from deal_share s join partner p on p.id = s.partner_id where s.deal_id = :id")
                .param("id", stored.get("id"))
                .query(one -> {
                    shares.put(one.getString("name"), one.getString("part"));
                });
        assertThat(shares).as("%s", row).isEqualTo(said(row));
        row.forEach((column, cell) -> {
            switch (column) {
                case "shares", "part" -> {} // above
                case "decided_on" -> {
                    // of what was withdrawn only what happened to it says when
                    if (!row.containsValue("withdrawn"))
                        assertThat(String.valueOf(stored.get(column)))
                                .as("%s", row)
                                .isEqualTo(cell);
                }
                case "lost_reason" -> assertThat(stored.get("lost_reason_id")).isNotNull();
                case "value", "won_value" ->
                    assertThat((java.math.BigDecimal) stored.get(column)).isEqualByComparingTo(cell);
                default ->
                    assertThat(String.valueOf(stored.get(column)))
                            .as("%s of %s", column, row)
                            .isEqualToIgnoringCase(cell);
            }
        });
    }

    private static String file(List<Map<String, String>> rows) {
        var file = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (var row : rows)
            file.append(String.join(
                            ",",
                            COLUMNS.stream()
                                    .map(column -> "\"%s\""
                                            .formatted(
                                                    row.getOrDefault(column, "").replace("\"", "\"\"")))
                                    .toList()))
                    .append('\n');
        return file.toString();
    }

    @Test
    void whatWasChangedSinceIsNamedWithWhatItWasAndLeftAsItIs() {
        me = team.admin().signedIn();
        var partner = samples.tierOne(name("Undo Deal"));
        var moved = DealSamples.customer();
        var untouched = DealSamples.customer();
        var job = bringing.bring(
                        Subject.DEALS,
                        "customer,partner,value,expected_close,standing,registered_on\n%1$s,%3$s,5,2027-01-01,approved,2026-11-01\n%2$s,%3$s,6,2027-01-01,approved,2026-11-01\n"
                                .formatted(moved, untouched, partner.name()),
                        Map.of())
                .job();
        var id = jdbc.sql("select id from deal where customer = :c")
                .param("c", moved)
                .query(Long.class)
                .single();
        records.moveTo(id, Stage.QUALIFIED, me, records.now(me));

        var undone = bringing.undo(job);

        assertThat(undone.left()).extracting(Left::why).containsExactly("changed since: itself, what happened to it");
        assertThat(undone.left().getFirst().name()).endsWith(" · " + moved);
        assertThat(jdbc.sql("select customer from deal where customer in (:all)")
                        .param("all", List.of(moved, untouched))
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly(moved);
    }

    @Test
    void withoutAnUndoingWhatHappenedToADealStaysAlsoAfterAnImport() {
        var partner = samples.tierOne(name("Undo Deal"));
        var customer = DealSamples.customer();
        bringing.bring(
                Subject.DEALS,
                "customer,partner,value,expected_close\n%s,%s,5,2027-01-01\n".formatted(customer, partner.name()),
                Map.of());

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> jdbc.sql(
                                "delete from deal_event where deal_id = (select id from deal where customer = :c)")
                        .param("c", customer)
                        .update())
                .hasMessageContaining("what happened to a deal is only ever added to");
        assertThat(bringing.dryRun(
                                Subject.DEALS,
                                "customer,partner,value,expected_close\n%s,%s,5,2027-01-01\n"
                                        .formatted(customer, partner.name()),
                                Map.of())
                        .rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.KNOWN);
    }
}
