package app.touchline.cadence;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static app.touchline.cadence.CadenceStatus.DUE_SOON;
import static app.touchline.cadence.CadenceStatus.NOT_IN_CADENCE;
import static app.touchline.cadence.CadenceStatus.ON_CADENCE;
import static app.touchline.cadence.CadenceStatus.SLIPPED;
import static org.assertj.core.api.Assertions.assertThat;

class CadenceStatusTests {

    static final LocalDate TOUCHED = LocalDate.of(2026, 2, 25);

    @Test
    void aTierOnePartnerIsInsideItsWindowOnTheSeventhDay() {
        assertThat(tierOne(7)).isEqualTo(DUE_SOON);
    }

    @Test
    void itSlipsOnTheEighth() {
        assertThat(tierOne(8)).isEqualTo(SLIPPED);
    }

    @Test
    void itIsDueSoonFromTheFifthDay() {
        assertThat(tierOne(5)).isEqualTo(DUE_SOON);
        assertThat(tierOne(4)).isEqualTo(ON_CADENCE);
    }

    @Test
    void withoutALeadOnlyTheLastDayIsDueSoon() {
        assertThat(CadenceStatus.of(TOUCHED, 7, 0, TOUCHED.plusDays(6))).isEqualTo(ON_CADENCE);
        assertThat(CadenceStatus.of(TOUCHED, 7, 0, TOUCHED.plusDays(7))).isEqualTo(DUE_SOON);
    }

    @Test
    void withoutAnAnchorItIsNotInCadence() {
        assertThat(CadenceStatus.of(null, 7, 2, TOUCHED)).isEqualTo(NOT_IN_CADENCE);
    }

    private static CadenceStatus tierOne(int daysAfter) {
        return CadenceStatus.of(TOUCHED, 7, 2, TOUCHED.plusDays(daysAfter));
    }
}
