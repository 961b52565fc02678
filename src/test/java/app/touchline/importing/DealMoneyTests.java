package app.touchline.importing;

import java.util.Currency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.partner.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DealMoneyTests {

    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12500|''|12500.00 EUR",
                "1.234,50|''|1234.50 EUR",
                "1,234.50|''|1234.50 EUR",
                "$1,234.50|''|1234.50 USD",
                "$ 1.234,50|CAD|1234.50 CAD",
                "US$99|''|99.00 USD",
                "1 234,5 €|''|1234.50 EUR",
                "£1'000'000|''|1000000.00 GBP",
                "CHF 1’234.05|''|1234.05 CHF",
                "1234 usd|''|1234.00 USD",
                "¥1,234|''|1234 JPY",
                "1.500|''|1500.00 EUR",
                "1.500|KWD|1.500 KWD",
                "12500|chf|12500.00 CHF"
            })
    void anAmountIsReadExactly(String cell, String currency, String amount) {
        var money = DealMoney.read(cell, currency, EUR);

        assertThat(money.amount().toPlainString() + " " + money.code()).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12k", "$1.2M", "1.5 million", "3 TSD", "12K EUR"})
    void whatIsRoundedIsRefused(String cell) {
        assertThatThrownBy(() -> DealMoney.read(cell, "", EUR))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is rounded; write all of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "(500)", "0", "a lot", "12.345,678", "1,2,3.4.5", "9999999999999", "1e9", "NaN"})
    void whatIsNoAmountIsRefused(String cell) {
        assertThatThrownBy(() -> DealMoney.read(cell, "", EUR)).isInstanceOf(Refused.class);
    }

    @Test
    void twoCurrenciesContradictEachOther() {
        assertThatThrownBy(() -> DealMoney.read("€5", "USD", EUR)).hasMessageContaining("another currency");
        assertThatThrownBy(() -> DealMoney.read("5 GBP", "USD", EUR)).hasMessageContaining("another currency");
        assertThatThrownBy(() -> DealMoney.read("5", "XYZ", EUR)).hasMessageContaining("is no currency");
    }
}
