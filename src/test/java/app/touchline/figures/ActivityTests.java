package app.touchline.figures;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.figures.Openings.Opening;
import app.touchline.partner.Contact;
import app.touchline.partner.Partner;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;
import app.touchline.touch.TouchJudgement;

import static org.assertj.core.api.Assertions.assertThat;

/** What touches say of a partner is kept, and is at every moment what the touches say. */
@TouchlineTest
class ActivityTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final List<Measure> KEPT = List.of(
            Measure.FIRST_TOUCH,
            Measure.LAST_ENGAGEMENT,
            Measure.MESSAGES_SENT,
            Measure.CALLS_BOOKED,
            Measure.REPS_ENGAGED);

    @Autowired
    ActivityUpkeep upkeep;

    @Autowired
    FiguresReader figures;

    @Autowired
    Openings openings;

    @Autowired
    TouchJudgement judgement;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    SettingsReader settings;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void noAlertStays() {
        jdbc.sql("delete from stored_number_check where what = 'partners'' activities'")
                .update();
    }

    /** A partner's touches as the slow reference knows them. */
    private record Told(Instant at, boolean ours, boolean call, int rep) {}

    /** Slow and obvious: each touch is looked at by itself; before it is kept, after, and as touches come and go. */
    @Test
    void onRandomTouchesKeptNumbersAreWhatOneByOneCountingGives() {
        var random = new Random(20261122);
        for (var nth = 0; nth < 12; nth++) {
            var partner = partners.tierOne(PartnerSamples.name("Kept"));
            var reps = List.of(rep(partner, "one"), rep(partner, "two"));
            var asOf = random.nextBoolean() ? null : TODAY.minusDays(random.nextInt(60));
            if (asOf != null)
                openings.keep(
                        List.of(new Opening(partner.id(), Measure.MESSAGES_SENT, BigDecimal.valueOf(100), null, asOf)));
            var told = new TreeMap<Long, Told>();
            for (var round = 0; round < 3; round++) {
                for (var touch = random.nextInt(6); touch > 0; touch--) note(partner, reps, random, told);
                if (!told.isEmpty() && random.nextBoolean()) {
                    judgement.discard(told.firstKey(), PartnerSamples.ADMIN);
                    told.remove(told.firstKey());
                }
                var expected = expected(told.values(), asOf);
                assertThat(shown(partner)).as("due, %s", told).isEqualTo(expected);
                keep();
                assertThat(shown(partner)).as("kept, %s", told).isEqualTo(expected);
            }
        }
    }

    private void note(Partner partner, List<Contact> reps, Random random, Map<Long, Told> told) {
        var at = Instant.parse("2026-11-19T12:00:00Z").minusSeconds(random.nextInt(200 * 86_400));
        var each = new Told(at, random.nextBoolean(), random.nextInt(4) == 0, random.nextInt(2));
        var id = each.ours() ? touches.sent(partner, at) : touches.received(partner, at);
        if (each.call())
            jdbc.sql("update touch set kind = 'CALL', direction = 'BOTH' where id = :id")
                    .param("id", id)
                    .update();
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by)
                values (?, ?, ?, ?, ?, 'ADDRESS')
                """)
                .params(
                        id,
                        partner.id(),
                        reps.get(each.rep()).addresses().first(),
                        each.ours() ? "TO" : "FROM",
                        reps.get(each.rep()).id())
                .update();
        told.put(id, each);
    }

    private Map<Measure, Object> expected(Iterable<Told> told, @Nullable LocalDate asOf) {
        var expected = new TreeMap<Measure, Object>();
        var sent = asOf == null ? 0 : 100;
        var calls = 0;
        var engaged = new ArrayList<Integer>();
        for (var each : told) {
            var day = LocalDate.ofInstant(each.at(), settings.zone());
            if (day.isAfter(TODAY)) continue;
            if (!each.call() && each.ours() && (asOf == null || day.isAfter(asOf))) sent++;
            if (each.call()) calls++;
            expected.merge(Measure.FIRST_TOUCH, day, ActivityTests::earlier);
            if (each.ours() && !each.call()) continue;
            expected.merge(Measure.LAST_ENGAGEMENT, day, ActivityTests::later);
            if (day.isAfter(TODAY.minusDays(90)) && !engaged.contains(each.rep())) engaged.add(each.rep());
        }
        expected.put(Measure.MESSAGES_SENT, sent);
        expected.put(Measure.CALLS_BOOKED, calls);
        expected.put(Measure.REPS_ENGAGED, engaged.size());
        return expected;
    }

    private static Object earlier(Object one, Object other) {
        return ((LocalDate) one).isBefore((LocalDate) other) ? one : other;
    }

    private static Object later(Object one, Object other) {
        return ((LocalDate) one).isAfter((LocalDate) other) ? one : other;
    }

    /** As its page has them, after making sure that lists have the same. */
    private Map<Measure, Object> shown(Partner partner) {
        var shown = new TreeMap<Measure, Object>();
        var found = figures.of(partner.id(), TODAY);
        for (var measure : KEPT) {
            var figure = found.of(measure);
            @Nullable
            Object value =
                    measure.isDay() ? figure.day() : (Object) figure.amount().intValueExact();
            assertThat(listed(partner, measure)).as("%s", measure).isEqualTo(value == null ? "" : value.toString());
            if (value != null) shown.put(measure, value);
        }
        return shown;
    }

    private String listed(Partner partner, Measure measure) {
        return jdbc.sql("select cast(%s as text) from (select) one left join (%s) each on each.partner_id = :id"
                        .formatted(
                                measure.isDay() ? "coalesce(cast(value as text), '')" : "coalesce(trunc(value), 0)",
                                FiguresReader.valueOfEach(measure)))
                .param("id", partner.id())
                .param("today", TODAY)
                .param("zone", settings.zone().getId())
                .query(String.class)
                .single();
    }

    @Test
    void inAnotherZoneATouchIsOnAnotherDay() {
        var partner = partners.tierOne(PartnerSamples.name("Kept"));
        touches.sent(partner, Instant.parse("2026-10-01T23:30:00Z"));
        keep();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update programme set zone = 'America/New_York'").update();
            assertThat(first(partner)).isEqualTo(LocalDate.of(2026, 10, 1));
            jdbc.sql("update programme set zone = 'Asia/Tokyo'").update();
            assertThat(first(partner)).isEqualTo(LocalDate.of(2026, 10, 2));
            keep();
            assertThat(first(partner)).isEqualTo(LocalDate.of(2026, 10, 2));
            status.setRollbackOnly();
        });
    }

    @Test
    void anotherOpeningValueCountsFromAnotherDay() {
        var partner = partners.tierOne(PartnerSamples.name("Kept"));
        touches.sent(partner, Instant.parse("2026-10-01T09:00:00Z"));
        touches.sent(partner, Instant.parse("2026-11-01T09:00:00Z"));
        keep();
        assertThat(sent(partner)).isEqualTo(2);
        for (var day : List.of(LocalDate.of(2026, 9, 30), LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1))) {
            openings.keep(List.of(new Opening(partner.id(), Measure.MESSAGES_SENT, BigDecimal.TEN, null, day)));
            var since = day.getMonthValue() == 9 ? 2 : day.getMonthValue() == 10 ? 1 : 0;
            assertThat(sent(partner)).isEqualTo(10 + since);
            keep();
            assertThat(sent(partner)).isEqualTo(10 + since);
        }
    }

    @Test
    void everyNightWhatDiffersIsFoundAndPutRight() {
        var partner = partners.tierOne(PartnerSamples.name("Kept"));
        touches.sent(partner, Instant.parse("2026-10-01T09:00:00Z"));
        keep();
        assertThat(upkeep.differences()).isZero();
        jdbc.sql("update partner_activity set messages_sent = 7, first_day = :day where partner_id = :id")
                .param("day", Timestamp.from(Instant.parse("2025-01-01T12:00:00Z")))
                .param("id", partner.id())
                .update();
        assertThat(sent(partner)).isEqualTo(7);
        assertThat(upkeep.differences()).isEqualTo(1);
        assertThat(sent(partner))
                .as("read from the touches until it is derived anew")
                .isEqualTo(1);
        keep();
        assertThat(sent(partner)).isEqualTo(1);
        assertThat(upkeep.differences()).isZero();
    }

    private @Nullable LocalDate first(Partner partner) {
        return figures.of(partner.id(), TODAY).of(Measure.FIRST_TOUCH).day();
    }

    private int sent(Partner partner) {
        return figures.of(partner.id(), TODAY)
                .of(Measure.MESSAGES_SENT)
                .amount()
                .intValueExact();
    }

    private Contact rep(Partner partner, String name) {
        return partners.contact(partner, "Rep " + name, name + partner.id() + "@kept.example");
    }

    private void keep() {
        while (upkeep.some()) continue;
    }
}
