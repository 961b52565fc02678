package app.touchline.partner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate TENTH = LocalDate.of(2026, 3, 10);

    @Test
    void aChangeHoldsFromItsDayOn() {
        var history = History.from(null, "one").with(TENTH, "two");

        assertThat(on(history, TENTH.minusDays(1))).isEqualTo("one");
        assertThat(on(history, TENTH)).isEqualTo("two");
    }

    @Test
    void aSecondChangeOnTheSameDayReplacesTheFirst() {
        var history = History.from(null, "one").with(TENTH, "two").with(TENTH, "three");

        assertThat(history.entries()).containsExactly(new Since<>(null, "one"), new Since<>(TENTH, "three"));
    }

    @Test
    void aChangeTakenBackOnTheSameDayLeavesNoTrace() {
        var history = History.from(null, "one").with(TENTH, "two").with(TENTH, "one");

        assertThat(history).isEqualTo(History.from(null, "one"));
    }

    @Test
    void aBackDatedChangeHoldsUntilTheNextLaterOne() {
        var history = History.from(null, "one").with(TENTH, "two").with(FIRST, "three");

        assertThat(on(history, FIRST)).isEqualTo("three");
        assertThat(on(history, TENTH)).isEqualTo("two");
    }

    @Test
    void nothingHeldBeforeADatedBeginning() {
        assertThat(History.from(TENTH, "one").on(TENTH.minusDays(1))).isEmpty();
    }

    @Test
    void aCorrectedDayMovesTheBeginningOfTheValueInForce() {
        var history = History.from(null, "one").with(TENTH, "two");

        assertThat(history.currentSince(FIRST, TENTH))
                .isEqualTo(History.from(null, "one").with(FIRST, "two"));
        assertThat(history.currentSince(TENTH.plusDays(2), TENTH.plusDays(9)))
                .isEqualTo(History.from(null, "one").with(TENTH.plusDays(2), "two"));
        assertThat(history.currentSince(null, TENTH)).isEqualTo(History.from(null, "two"));
    }

    @Test
    void onAnyDayItSaysWhatADayByDayCalendarSays() {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var calendar = new ArrayList<>(Collections.nCopies(60, "nothing yet"));
            var beginning = random.nextInt(40);
            History<String> history = History.from(day(beginning), "a");
            Collections.fill(calendar.subList(beginning, 60), "a");
            for (var changes = random.nextInt(12); changes > 0; changes--) {
                var from = random.nextInt(40);
                var value = List.of("a", "b", "c").get(random.nextInt(3));
                history = history.with(day(from), value);
                var to = from + 1;
                while (to < 60 && calendar.get(to).equals(calendar.get(to - 1))) to++;
                Collections.fill(calendar.subList(from, to), value);
            }
            for (var i = 0; i < 60; i++)
                assertThat(history.on(FIRST.plusDays(i)).map(Since::value).orElse("nothing yet"))
                        .as("seed %d, day %d", seed, i)
                        .isEqualTo(calendar.get(i));
        }
    }

    /** The first day of the calendar stands for the beginning. */
    private static @Nullable LocalDate day(int index) {
        return index == 0 ? null : FIRST.plusDays(index);
    }

    private static String on(History<String> history, LocalDate day) {
        return history.on(day).orElseThrow().value();
    }
}
