package app.touchline.cadence;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.TouchCounts;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of past days is what would be found anew, whatever has changed since. */
class PastDaysTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Test
    void whatIsKeptEqualsWhatIsFoundAnewAfterAnyChange() {
        var random = new Random(20261118);
        try (var own = new Programme(BERLIN, TODAY.minusDays(200))) {
            own.today(BERLIN, TODAY);
            var changes = new Changes(own, random);
            for (int partner = 0; partner < 12; partner++) changes.partner();
            for (int touch = 0; touch < 60; touch++) changes.touch();
            for (int step = 0; step < 250; step++) {
                var what = changes.any();
                var day = TODAY.minusDays(random.nextInt(100));
                assertThat(all(own.reader, own.coverage, day))
                        .as("%s, then %s", what, day)
                        .isEqualTo(all(own.newReader(), own.newCoverageReader(), day));
                if (random.nextInt(20) == 0) own.pastDays.tidy();
            }
        }
    }

    @Test
    void aTouchOfTodayLeavesPastDaysAsTheyAre() {
        try (var own = new Programme(BERLIN, TODAY.minusDays(200))) {
            own.today(BERLIN, TODAY);
            var partner = own.partner("Acme", own.tier("Tier 1"), null, ProgrammeStatus.ACTIVE, null);
            var before = own.coverage.byWeek(TODAY.minusWeeks(1), 12, List.of());
            own.touched(partner, TODAY.atTime(9, 0).atZone(BERLIN).toInstant(), "ALWAYS");
            assertThat(own.coverage.byWeek(TODAY.minusWeeks(1), 12, List.of())).isSameAs(before);
            own.touched(partner, TODAY.minusWeeks(2).atTime(9, 0).atZone(BERLIN).toInstant(), "ALWAYS");
            assertThat(own.coverage.byWeek(TODAY.minusWeeks(1), 12, List.of())).isNotEqualTo(before);
        }
    }

    /** Where touches are kept for a year only, the day since which they are known moves by itself. */
    @Test
    void whereTouchesAreKeptForSoLongOnlyADayIsKnownNoMoreAsTimeGoesBy() {
        try (var own = new Programme(BERLIN, TODAY.minusDays(380))) {
            own.today(BERLIN, TODAY);
            own.partner("Acme", own.tier("Tier 1"), null, ProgrammeStatus.ACTIVE, null);
            own.touched(1, TODAY.minusDays(1).atTime(9, 0).atZone(BERLIN).toInstant(), "ALWAYS");
            var day = TODAY.minusDays(358);
            var before = all(own.reader, own.coverage, day);

            own.jdbc.sql("update programme set retention_months = 12").update();
            var kept = all(own.reader, own.coverage, day);
            assertThat(kept).isEqualTo(all(own.newReader(), own.newCoverageReader(), day));
            assertThat(own.coverage.perTier(day).getFirst())
                    .as("a year and a window of 7 days ago")
                    .isInstanceOf(TierCoverage.Known.class);
            own.today(BERLIN, TODAY.plusDays(1));
            var next = all(own.reader, own.coverage, day);
            assertThat(next).isEqualTo(all(own.newReader(), own.newCoverageReader(), day));
            assertThat(own.coverage.perTier(day).getFirst()).isInstanceOf(TierCoverage.NotKnown.class);

            own.jdbc.sql("update programme set retention_months = null").update();
            assertThat(all(own.reader, own.coverage, day)).isEqualTo(before);
        }
    }

    private static List<Object> all(CadenceReader reader, CoverageReader coverage, LocalDate day) {
        return List.of(reader.slipped(day, 50), coverage.perTier(day), coverage.byWeek(day, 13, coverage.perTier(day)));
    }

    /** Every kind of change that a past day's numbers can rest on, by the plainest path. */
    private record Changes(Programme own, Random random) {

        private static final List<String> TIERS = List.of("Tier 1", "Tier 2", "Tier 3");
        private static final List<String> COUNTS = List.of("ALWAYS", "IF_EITHER", "NO");

        void partner() {
            own.partner(
                    "P" + random.nextLong(),
                    own.tier(one(TIERS)),
                    random.nextBoolean() ? null : own.member("M" + random.nextLong()),
                    one(List.of(ProgrammeStatus.values())),
                    random.nextBoolean() ? null : day());
        }

        void touch() {
            var at = day().atTime(random.nextInt(24), 30).toInstant(ZoneOffset.UTC);
            if (random.nextInt(8) == 0) own.notedByHand(id("partner"), at, own.member("H" + random.nextLong()));
            else own.touched(id("partner"), at, one(COUNTS));
        }

        String any() {
            var sql = switch (random.nextInt(17)) {
                case 0 -> {
                    partner();
                    yield "";
                }
                case 1, 2, 3 -> {
                    touch();
                    yield "";
                }
                case 4 -> "delete from touch where id = " + id("touch");
                case 5 ->
                    "update touch_partner set counts = '%s' where touch_id = %d".formatted(one(COUNTS), id("touch"));
                case 6 ->
                    "update touch_partner set occurred_at = occurred_at - interval '9 days' where touch_id = "
                            + id("touch");
                case 7 -> "update partner set name = name || 'x' where id = " + id("partner");
                case 8 ->
                    "update partner set archived_at = timestamptz '%s' where id = %d"
                            .formatted(day().atTime(12, 0).toInstant(ZoneOffset.UTC), id("partner"));
                case 9 -> "update partner set archived_at = null";
                case 10 -> {
                    try {
                        own.stood(id("partner"), day(), one(List.of(ProgrammeStatus.values())));
                    } catch (RuntimeException alreadyOneThatDay) {
                        yield "delete from partner_status where since is not null and id = " + id("partner_status");
                    }
                    yield "";
                }
                case 11 ->
                    "update partner_status set since = since - 3 where since is not null and id = "
                            + id("partner_status");
                case 12 ->
                    "update partner_tier set tier_id = %d where id = %d"
                            .formatted(own.tier(one(TIERS)), id("partner_tier"));
                case 13 ->
                    "update tier_window set window_days = %d where id = %d"
                            .formatted(8 + random.nextInt(40), id("tier_window"));
                case 14 ->
                    "update programme set known_since = date '%s'".formatted(TODAY.minusDays(random.nextInt(300)));
                case 15 -> "update member set name = name || 'y'";
                default ->
                    "insert into touch_counts_history (since, touch_counts) values ('%s', '%s') on conflict do nothing"
                            .formatted(day(), one(List.of(TouchCounts.values())));
            };
            if (!sql.isEmpty()) own.jdbc.sql(sql).update();
            own.refreshLastTouches();
            return sql;
        }

        private LocalDate day() {
            return TODAY.minusDays(1 + random.nextInt(150));
        }

        private long id(String table) {
            return own.jdbc
                    .sql("select id from " + table + " order by hashint8(id + :salt) limit 1")
                    .param("salt", random.nextInt(1_000_000))
                    .query(Long.class)
                    .single();
        }

        private <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
