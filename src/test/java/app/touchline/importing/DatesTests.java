package app.touchline.importing;

import java.time.LocalDate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.importing.Dates.Guess;
import app.touchline.importing.Dates.Order;

import static org.assertj.core.api.Assertions.assertThat;

class DatesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-04           | 2026-03-04
            2026/3/4             | 2026-03-04
            2026-03-04T10:15:00Z | 2026-03-04
            2026-03-04 10:15     | 2026-03-04
            4.3.2026             | 2026-03-04
            04.03.26             | 2026-03-04
            4 Mar 2026           | 2026-03-04
            4-Mar-26             | 2026-03-04
            March 4, 2026        | 2026-03-04
            mar 4th, 2026        | 2026-03-04
            4. März 2026         | 2026-03-04
            31/3/2026            | 2026-03-31
            3/31/2026            | 2026-03-31
            46085                | 2026-03-04
            """)
    void aDayIsReadAsPeopleWriteIt(String text, LocalDate day) {
        assertThat(Dates.read(text, Order.DAY_FIRST)).isEqualTo(day);
    }

    @Test
    void ofTwoNumbersTheOrderSaysWhichIsTheMonth() {
        assertThat(Dates.read("3/4/2026", Order.DAY_FIRST)).isEqualTo("2026-04-03");
        assertThat(Dates.read("3/4/2026", Order.MONTH_FIRST)).isEqualTo("2026-03-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.02.2026", "2026-13-01", "soon", "Q3 2026", "12", "32/13/2026", "1234567"})
    void whatIsNoDayIsNone(String text) {
        assertThat(Dates.read(text, Order.DAY_FIRST)).isNull();
    }

    @Test
    void aColumnTellsTheOrderWhereOneCellCanBeReadInOneWayOnly() {
        assertThat(Guess.of(Stream.of("3/4/2026", "3/31/2026")))
                .isEqualTo(new Guess(Order.MONTH_FIRST, true, "3/4/2026"));
        assertThat(Guess.of(Stream.of("3/4/2026", "31/3/2026")))
                .isEqualTo(new Guess(Order.DAY_FIRST, true, "3/4/2026"));
    }

    @Test
    void itDoesNotWhereAllCouldBeEitherOrSomeSayThisAndOthersThat() {
        assertThat(Guess.of(Stream.of("3/4/2026", "2026-01-31")))
                .isEqualTo(new Guess(Order.DAY_FIRST, false, "3/4/2026"));
        assertThat(Guess.of(Stream.of("31/3/2026", "3/31/2026", "1/2/2026")).certain())
                .isFalse();
        assertThat(Guess.of(Stream.of("31.3.2026", "4.4.2026"))).isEqualTo(new Guess(Order.DAY_FIRST, false, null));
    }
}
