package app.touchline.action;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NextDateTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);

    @Test
    void isTheDayOnWhichThePartnerWouldBeDueSoon() {
        assertThat(NextDate.withinCadence(WEDNESDAY, 7, 2)).isEqualTo("2026-11-23");
        assertThat(NextDate.withinCadence(WEDNESDAY, 30, 5)).isEqualTo("2026-12-11");
    }

    @Test
    void isTheFridayBeforeWhereThatIsAWeekend() {
        assertThat(NextDate.withinCadence(WEDNESDAY, 7, 3)).isEqualTo("2026-11-20");
    }

    @Test
    void isNeverBeforeTheNextWorkingDay() {
        assertThat(NextDate.withinCadence(LocalDate.of(2026, 11, 20), 3, 1)).isEqualTo("2026-11-23");
        assertThat(NextDate.withinCadence(WEDNESDAY, 1, 0)).isEqualTo("2026-11-19");
    }
}
