package app.touchline.action;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.touchline.hours.WorkingTime;
import app.touchline.hours.WorkingTime.Stretch;

import static org.assertj.core.api.Assertions.assertThat;

class NextDateTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);

    private static final WorkingTime HOURS = new WorkingTime(
            ZoneId.of("Europe/Berlin"),
            Stream.of(DayOfWeek.values())
                    .limit(5)
                    .collect(Collectors.toMap(Function.identity(), weekday -> List.of(new Stretch(540, 1020)))),
            Set.of(LocalDate.of(2026, 12, 25)));

    @Test
    void isTheDayOnWhichThePartnerWouldBeDueSoon() {
        assertThat(NextDate.withinCadence(WEDNESDAY, 7, 2, HOURS)).isEqualTo("2026-11-23");
        assertThat(NextDate.withinCadence(WEDNESDAY, 30, 5, HOURS)).isEqualTo("2026-12-11");
    }

    @Test
    void isTheFridayBeforeWhereThatIsAWeekend() {
        assertThat(NextDate.withinCadence(WEDNESDAY, 7, 3, HOURS)).isEqualTo("2026-11-20");
    }

    @Test
    void isTheDayBeforeAHoliday() {
        assertThat(NextDate.withinCadence(LocalDate.of(2026, 12, 18), 9, 2, HOURS))
                .isEqualTo("2026-12-24");
    }

    @Test
    void isNeverBeforeTheNextWorkingDay() {
        assertThat(NextDate.withinCadence(LocalDate.of(2026, 11, 20), 3, 1, HOURS))
                .isEqualTo("2026-11-23");
        assertThat(NextDate.withinCadence(WEDNESDAY, 1, 0, HOURS)).isEqualTo("2026-11-19");
    }
}
