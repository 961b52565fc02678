package app.touchline.weekly;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChosenDayTests {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Test
    void withoutADateItIsToday() {
        assertThat(ChosenDay.of(null, TODAY)).isEqualTo(new ChosenDay.Day(TODAY));
        assertThat(ChosenDay.of(" ", TODAY)).isEqualTo(new ChosenDay.Day(TODAY));
    }

    @Test
    void aDayUpToTodayIsTaken() {
        assertThat(ChosenDay.of("2024-02-29", TODAY)).isEqualTo(new ChosenDay.Day(LocalDate.of(2024, 2, 29)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-19", "2026-02-30", "18.11.2026", "yesterday", "-99999-01-01", "0001-01-01", "'; --"})
    void anythingElseIsRefusedInASentence(String written) {
        assertThat(ChosenDay.of(written, TODAY))
                .isInstanceOfSatisfying(
                        ChosenDay.Refused.class,
                        refused -> assertThat(refused.why()).endsWith("."));
    }
}
