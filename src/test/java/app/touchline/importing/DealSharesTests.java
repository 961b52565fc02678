package app.touchline.importing;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.deal.Part;
import app.touchline.importing.DealShares.Said;
import app.touchline.partner.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DealSharesTests {

    @Test
    void partnersStandWithTheirPartsAndPerCent() {
        assertThat(DealShares.read("Acme sourced 60%; Globex & Sons: Influenced, 39,5 %\nX influenced 0.5"))
                .containsExactly(
                        new Said("Acme", Part.SOURCED, new BigDecimal("60")),
                        new Said("Globex & Sons", Part.INFLUENCED, new BigDecimal("39.5")),
                        new Said("X", Part.INFLUENCED, new BigDecimal("0.5")));
        assertThat(DealShares.read("Well sourced; Ltd. sourced; 7 influenced Things influenced"))
                .as("names may have any of it in them")
                .extracting(Said::partner)
                .containsExactly("Well", "Ltd.", "7 influenced Things");
        assertThat(DealShares.read(" ; A; B sourced 5% & Sons influenced "))
                .extracting(Said::partner)
                .containsExactly("; A; B sourced 5% & Sons");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Acme", "Acme 60%", "sourced", "Acme sourced 60% more", "Acme sourced; Globex", "Acme owned 4%"})
    void whatSaysNoPartIsRefused(String cell) {
        assertThatThrownBy(() -> DealShares.read(cell))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("says no shares");
    }

    @Test
    void aCellLongerThanAnyIsRefusedAtOnce() {
        assertThatThrownBy(() -> DealShares.read(" ".repeat(20_000) + "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("says no shares");
    }
}
