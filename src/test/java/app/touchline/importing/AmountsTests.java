package app.touchline.importing;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AmountsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12        | 12
            1,200     | 1200
            1.200     | 1200
            1 200     | 1200
            1.200,50  | 1200.50
            1,200.5   | 1200.5
            1.234.567 | 1234567
            12,5      | 12.5
            0.125     | 0.125
            $3k       | 3000
            € 1.2M    | 1200000
            10+       | 10
            """)
    void aNumberIsReadAsPeopleWriteIt(String text, BigDecimal number) {
        assertThat(Amounts.read(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "-5", "3 or 4", "", "1-2"})
    void whatIsNoneIsNone(String text) {
        assertThat(Amounts.read(text)).isEmpty();
    }
}
