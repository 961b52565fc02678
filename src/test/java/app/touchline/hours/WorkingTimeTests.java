package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.touchline.hours.WorkingTime.Stretch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WorkingTimeTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Stretch NINE_TO_FIVE = new Stretch(9 * 60, 17 * 60);

    private static final WorkingTime ORDINARY = new WorkingTime(
            BERLIN,
            Map.of(
                    DayOfWeek.MONDAY, List.of(NINE_TO_FIVE),
                    DayOfWeek.TUESDAY, List.of(NINE_TO_FIVE),
                    DayOfWeek.WEDNESDAY, List.of(new Stretch(9 * 60, 12 * 60), new Stretch(13 * 60, 17 * 60)),
                    DayOfWeek.THURSDAY, List.of(NINE_TO_FIVE),
                    DayOfWeek.FRIDAY, List.of(new Stretch(9 * 60, 15 * 60))),
            Set.of(LocalDate.of(2026, 12, 25)));

    @Test
    void aNightIsNoWorkingTime() {
        assertThat(ORDINARY.between(at("2026-11-16T16:30"), at("2026-11-17T09:15")))
                .isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void theHoursOfAWholeWeekAreCountedAndItsBreakIsNot() {
        assertThat(ORDINARY.between(at("2026-11-16T00:00"), at("2026-11-23T00:00")))
                .isEqualTo(Duration.ofHours(8 + 8 + 7 + 8 + 6));
    }

    @Test
    void aDayOffIsNotWorkedOn() {
        assertThat(ORDINARY.isWorkingAt(at("2026-12-25T10:00"))).isFalse();
        assertThat(ORDINARY.isWorkingAt(at("2026-12-18T10:00"))).isTrue();
        assertThat(ORDINARY.nextWorkingDay(LocalDate.of(2026, 12, 24))).isEqualTo("2026-12-28");
    }

    @Test
    void theMomentOfOpeningIsWorkedAndTheMomentOfClosingIsNot() {
        assertThat(ORDINARY.isWorkingAt(at("2026-11-16T09:00"))).isTrue();
        assertThat(ORDINARY.isWorkingAt(at("2026-11-16T17:00"))).isFalse();
    }

    @Test
    void noTimePassesBackwards() {
        assertThat(ORDINARY.between(at("2026-11-17T12:00"), at("2026-11-16T12:00")))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void whatBeginsOutsideWorkingHoursBeginsWithTheNext() {
        assertThat(ORDINARY.after(at("2026-11-20T18:00"), Duration.ofHours(1))).isEqualTo(at("2026-11-23T10:00"));
    }

    @Test
    void workThatFillsADayEndsWithIt() {
        assertThat(ORDINARY.after(at("2026-11-16T09:00"), Duration.ofHours(8))).isEqualTo(at("2026-11-16T17:00"));
        assertThat(ORDINARY.after(at("2026-11-16T03:00"), Duration.ZERO)).isEqualTo(at("2026-11-16T03:00"));
    }

    @Test
    void twoWorkingDaysFromMondayAfternoonIsWednesdayAfternoon() {
        assertThat(ORDINARY.afterDays(at("2026-11-16T15:10"), 2)).isEqualTo(at("2026-11-18T15:10"));
    }

    @Test
    void twoWorkingDaysFromASaturdayIsTheOpeningOfWednesday() {
        assertThat(ORDINARY.afterDays(at("2026-11-21T15:10"), 2)).isEqualTo(at("2026-11-25T09:00"));
    }

    @Test
    void aWorkingDayThatEndsEarlierIsOverEarlierAndABreakCountsFromItsBeginning() {
        assertThat(ORDINARY.afterDays(at("2026-11-19T16:30"), 1)).isEqualTo(at("2026-11-20T15:00"));
        assertThat(ORDINARY.afterDays(at("2026-11-17T12:30"), 1)).isEqualTo(at("2026-11-18T12:00"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-06-14, 24"})
    void aDayOnWhichTheClocksChangeHasAnHourLessOrMore(LocalDate sunday, long hours) {
        var always = new WorkingTime(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(new Stretch(0, 1440))), Set.of());
        var begin = sunday.atStartOfDay(BERLIN).toInstant();
        assertThat(always.between(begin.minusSeconds(7200), begin.plusSeconds(200_000)))
                .isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void aNightShiftLosesTheHourThatTheClockLeavesOut() {
        var night = new WorkingTime(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(new Stretch(90, 240))), Set.of());
        assertThat(night.between(at("2026-03-29T00:00"), at("2026-03-29T12:00")))
                .isEqualTo(Duration.ofMinutes(90));
        assertThat(night.between(at("2026-10-25T00:00"), at("2026-10-25T12:00")))
                .isEqualTo(Duration.ofMinutes(210));
    }

    @Test
    void aWeekWithoutWorkIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkingTime(BERLIN, Map.of(), Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingTime(
                        BERLIN,
                        Map.of(DayOfWeek.MONDAY, List.of(NINE_TO_FIVE, new Stretch(16 * 60, 18 * 60))),
                        Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(600, 600));
    }

    /** Around the nights when clocks change; in Apia in 2011 a whole day was left out, in Kolkata nothing ever happens. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-25T00:00",
        "Europe/Berlin, 2026-10-21T00:00",
        "America/New_York, 2026-03-05T00:00",
        "America/New_York, 2026-10-29T00:00",
        "Asia/Kolkata, 2026-05-01T00:00",
        "Pacific/Apia, 2011-12-27T00:00",
        "Pacific/Apia, 2012-03-30T00:00",
        "America/St_Johns, 2010-11-04T00:00"
    })
    void itIsWhatCountingMinuteByMinuteGives(ZoneId zone, LocalDateTime around) {
        var seed = Long.getLong("seed", 20261122);
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var time = anyTime(zone, around.toLocalDate(), random);
            var slow = new SlowWorkingTime(time);
            var from = minute(around.atZone(zone).toInstant(), random, 6 * 1440);
            var to = minute(from, random, 6 * 1440);
            var fromSecond = from.plusSeconds(random.nextInt(60));
            var work = Duration.ofMinutes(random.nextInt(2000));
            var days = random.nextInt(6);
            var what = "seed %d, %s from %s to %s, %s, %d days".formatted(seed, time, from, to, work, days);
            assertThat(time.isWorkingAt(fromSecond)).as(what).isEqualTo(slow.isWorkingAt(fromSecond));
            assertThat(time.between(fromSecond, to)).as(what).isEqualTo(slow.between(fromSecond, to));
            assertThat(time.after(from, work)).as(what).satisfies(end -> {
                assertThat(slow.between(from, end)).isEqualTo(work);
                assertThat(end).isEqualTo(slow.after(from, work));
            });
            assertThat(time.afterDays(from, days)).as(what).isEqualTo(slow.afterDays(from, days));
        }
    }

    private static WorkingTime anyTime(ZoneId zone, LocalDate around, Random random) {
        var week = new EnumMap<DayOfWeek, List<Stretch>>(DayOfWeek.class);
        week.put(DayOfWeek.of(1 + random.nextInt(7)), List.of(NINE_TO_FIVE));
        for (var weekday : DayOfWeek.values()) {
            if (random.nextInt(4) == 0) continue;
            var stretches = new ArrayList<Stretch>();
            for (int minute = random.nextInt(600), parts = 1 + random.nextInt(3); parts > 0 && minute < 1440; parts--) {
                var end = Math.min(1440, minute + 1 + random.nextInt(600));
                stretches.add(new Stretch(minute, end));
                minute = end + random.nextInt(200);
            }
            week.put(weekday, stretches);
        }
        var off = new HashSet<LocalDate>();
        for (var i = random.nextInt(4); i > 0; i--) off.add(around.plusDays(random.nextInt(14)));
        return new WorkingTime(zone, week, off);
    }

    private static Instant minute(Instant from, Random random, int minutes) {
        return from.plusSeconds(60L * random.nextInt(minutes));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
