package app.touchline.cadence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.touchline.cadence.SlowCadence.From;
import app.touchline.cadence.SlowCadence.OnePartner;
import app.touchline.cadence.SlowCadence.Touched;
import app.touchline.cadence.SlowCadence.Window;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.TouchCounts;

import static org.assertj.core.api.Assertions.assertThat;

/** Random programmes: what the database says of every day equals a slow reading of the definitions. */
class CadenceReferenceTests {

    private static final int PARTNERS = 60;
    private static final int TOUCHES = 14;

    @ParameterizedTest(name = "{0}, {1} to {2}")
    @CsvSource({
        "Europe/Berlin,    2024-01-20, 2024-04-10", // leap day, the short night of 31 March
        "Europe/Berlin,    2026-09-20, 2026-11-20", // the long night of 25 October
        "America/New_York, 2024-02-10, 2024-03-31", // leap day, the short night of 10 March
        "America/New_York, 2025-10-05, 2025-12-03", // the long night of 2 November
        "Asia/Kolkata,     2023-12-15, 2024-03-05", // no summer time, half an hour off
        "Pacific/Apia,     2011-11-25, 2012-01-20", // there was no 30 December 2011
    })
    void everyDayEqualsTheSlowReference(String zoneId, LocalDate from, LocalDate today) {
        var zone = ZoneId.of(zoneId);
        var random = new Random(zoneId.hashCode() * 31L + from.toEpochDay());
        var slow = new SlowCadence(zone, from.plusDays(10));
        try (var programme = new Programme(zone, slow.knownSince)) {
            programme.today(zone, today);
            make(programme, slow, random, from, today);

            for (var day : days(random, from, today)) {
                agree(programme, slow, day);
                agreeOnPages(programme.reader, slow, day);
            }
            // the day after, the same day is read from the histories instead of from what is stored for now
            var now = programme.reader.on(today);
            var coverageNow = programme.coverage.perTier(today);
            programme.today(zone, today.plusDays(1));
            assertThat(programme.reader.on(today)).isEqualTo(now);
            assertThat(programme.coverage.perTier(today)).isEqualTo(coverageNow);
            agreeByWeek(programme.coverage, today);
            // the same again with what counts as a touch never changing, which is read in another way
            programme
                    .jdbc
                    .sql("delete from touch_counts_history where since is not null")
                    .update();
            for (int back = 0; back < 9; back++) agreeByWeek(programme.coverage, today.minusDays(back));
        }
    }

    /** Thirteen weeks at once say what the thirteen days say one by one. */
    private static void agreeByWeek(CoverageReader coverage, LocalDate day) {
        for (var week : coverage.byWeek(day, 13, coverage.perTier(day))) {
            var known = new HashMap<Long, Coverage>();
            for (var tier : coverage.perTier(week.day()))
                if (tier instanceof TierCoverage.Known one) known.put(one.tier().tierId(), one.coverage());
            assertThat(week.known()).as("week of %s", week.day()).isEqualTo(known);
        }
    }

    private static void agree(Programme programme, SlowCadence slow, LocalDate day) {
        var lines = new HashMap<Long, String>();
        for (var row : programme.reader.on(day)) {
            lines.put(
                    row.partnerId(),
                    "tier %d, owner %s, %s, last %s, anchor %s, %s"
                            .formatted(
                                    row.tierId(),
                                    row.ownerId(),
                                    row.status(),
                                    row.lastTouch(),
                                    row.anchor(),
                                    row.cadence()));
        }
        for (var partner : slow.partners) {
            assertThat(lines.getOrDefault(partner.id, "absent"))
                    .as("%s on %s in %s", partner.name, day, slow.zone)
                    .isEqualTo(slow.line(partner, day));
        }
        for (var coverage : programme.coverage.perTier(day)) {
            assertThat(words(coverage))
                    .as("%s on %s in %s", coverage.tier().name(), day, slow.zone)
                    .isEqualTo(slow.coverage(coverage.tier().tierId(), day));
        }
    }

    private static void agreeOnPages(CadenceReader reader, SlowCadence slow, LocalDate day) {
        var counts = new EnumMap<CadenceStatus, Integer>(CadenceStatus.class);
        for (var cadence : CadenceStatus.values()) {
            int expected = (int) slow.partners.stream()
                    .filter(partner -> slow.line(partner, day).endsWith(", " + cadence))
                    .count();
            counts.put(cadence, expected);
            var page = reader.page(PartnerFilter.ALL.with(cadence).page(0, PARTNERS), day);
            assertThat(page.rows()).hasSize(expected).allMatch(row -> row.cadence() == cadence);
        }
        assertThat(reader.page(PartnerFilter.ALL, day).counts()).isEqualTo(counts);
    }

    private static String words(TierCoverage coverage) {
        return switch (coverage) {
            case TierCoverage.NotKnown notKnown -> "not known, %d in cadence".formatted(notKnown.inCadence());
            case TierCoverage.Known known ->
                "%d of %d inside, %d by hand"
                        .formatted(known.coverage().inside(), known.inCadence(), known.restingOnHandNoted());
        };
    }

    /** All days at month ends and where clocks change, and others at random; always the last one. */
    private static List<LocalDate> days(Random random, LocalDate from, LocalDate today) {
        var days = new TreeSet<LocalDate>();
        for (var day = from.minusDays(3); !day.isAfter(today); day = day.plusDays(1)) {
            if (day.getDayOfMonth() >= 28 || day.getDayOfMonth() <= 2 || random.nextInt(4) == 0) days.add(day);
        }
        days.add(today);
        return List.copyOf(days);
    }

    private static void make(Programme programme, SlowCadence slow, Random random, LocalDate from, LocalDate today) {
        var tiers = List.of(programme.tier("Tier 1"), programme.tier("Tier 2"), programme.tier("Tier 3"));
        slow.windows.put(tiers.get(0), new ArrayList<>(List.of(new From<>(null, new Window(7, 2)))));
        slow.windows.put(tiers.get(1), new ArrayList<>(List.of(new From<>(null, new Window(14, 3)))));
        slow.windows.put(tiers.get(2), new ArrayList<>(List.of(new From<>(null, new Window(30, 5)))));
        for (var tier : tiers) {
            for (var since : someDays(random, from, today, random.nextInt(3))) {
                var window = 1 + random.nextInt(20);
                var lead = random.nextInt(window);
                programme.window(tier, since, window, lead);
                slow.windows.getOrDefault(tier, new ArrayList<>()).add(new From<>(since, new Window(window, lead)));
            }
        }
        slow.touchCounts.add(new From<>(null, TouchCounts.SENT));
        var counts = TouchCounts.EITHER;
        for (var since : someDays(random, from, today, 2)) {
            programme.touchCounts(since, counts);
            slow.touchCounts.add(new From<>(since, counts));
            counts = counts == TouchCounts.EITHER ? TouchCounts.SENT : TouchCounts.EITHER;
        }
        var members = List.of(programme.member("Ben"), programme.member("Dana"));
        for (int n = 0; n < PARTNERS; n++) partner(programme, slow, random, from, today, tiers, members, n);
        programme.refreshLastTouches();
    }

    private static void partner(
            Programme programme,
            SlowCadence slow,
            Random random,
            LocalDate from,
            LocalDate today,
            List<Long> tiers,
            List<Long> members,
            int n) {
        var partner = new OnePartner();
        partner.name = "Partner %02d".formatted(n);
        for (var since : starts(random, from, today))
            partner.tiers.add(new From<>(since, tiers.get(random.nextInt(3))));
        for (var since : starts(random, from, today))
            partner.owners.add(new From<>(since, random.nextInt(4) == 0 ? null : members.get(random.nextInt(2))));
        for (var since : starts(random, from, today))
            partner.statuses.add(new From<>(
                    since,
                    random.nextInt(3) > 0 ? ProgrammeStatus.ACTIVE : ProgrammeStatus.values()[random.nextInt(5)]));
        partner.id = programme.bare(
                partner.name,
                partner.tiers.getLast().what(),
                partner.owners.getLast().what(),
                partner.statuses.getLast().what());
        partner.tiers.forEach(row -> programme.moved(partner.id, row.since(), row.what()));
        partner.owners.forEach(row -> programme.handed(partner.id, row.since(), row.what()));
        partner.statuses.forEach(row -> programme.stood(partner.id, row.since(), row.what()));
        if (random.nextInt(10) == 0) {
            partner.archivedAt = moment(random, slow.zone, someDay(random, from, today));
            programme.archived(partner.id, partner.archivedAt);
        }
        int touches = random.nextInt(4) == 0 ? 0 : random.nextInt(TOUCHES);
        for (int touch = 0; touch < touches; touch++) {
            var at = moment(random, slow.zone, someDay(random, from.minusDays(5), today.plusDays(1)));
            var byHand = random.nextInt(5) == 0;
            var counts =
                    byHand ? "ALWAYS" : List.of("ALWAYS", "IF_EITHER", "NO").get(random.nextInt(3));
            partner.touches.add(new Touched(at, counts, byHand));
            programme.touch(partner.id, at, counts, byHand ? members.getFirst() : null);
        }
        slow.partners.add(partner);
    }

    /** The first days of a history's rows, ascending; the first one often without a day. */
    private static List<@Nullable LocalDate> starts(Random random, LocalDate from, LocalDate today) {
        var starts = new ArrayList<@Nullable LocalDate>();
        if (random.nextInt(3) > 0) starts.add(null);
        starts.addAll(someDays(
                random, from.minusDays(20), today, starts.isEmpty() ? 1 + random.nextInt(3) : random.nextInt(4)));
        return starts;
    }

    private static TreeSet<LocalDate> someDays(Random random, LocalDate from, LocalDate today, int n) {
        var days = new TreeSet<LocalDate>();
        while (days.size() < n) days.add(someDay(random, from, today));
        return days;
    }

    private static LocalDate someDay(Random random, LocalDate from, LocalDate to) {
        return from.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(from, to) + 1));
    }

    /** The edges of the day, the hour in which clocks change, or any minute. */
    private static java.time.Instant moment(Random random, ZoneId zone, LocalDate day) {
        var time = switch (random.nextInt(6)) {
            case 0 -> LocalTime.MIDNIGHT;
            case 1 -> LocalTime.parse("23:59:59.999");
            case 2 -> LocalTime.of(2, random.nextInt(60));
            case 3 -> LocalTime.of(0, 0, 0, 1_000_000);
            default -> LocalTime.of(random.nextInt(24), random.nextInt(60));
        };
        return day.atTime(time).atZone(zone).toInstant();
    }
}
