package app.touchline.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MoneyTests {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Random RANDOM = new Random(20261122);

    @Test
    void anAmountHasTheDecimalsOfItsCurrencyAndNoMore() {
        assertThat(Money.of("12.5", "EUR").amount()).isEqualTo(new BigDecimal("12.50"));
        assertThat(Money.of("12", "JPY").amount().scale()).isZero();
        assertThat(Money.of("1.234", "KWD").amount().scale()).isEqualTo(3);
        assertThatThrownBy(() -> Money.of("12.505", "EUR")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of("0.5", "JPY")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of("1", "XAU")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differentCurrenciesAreNotAdded() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsAddUpToTheWholeAndAreACoinAwayFromTheExactShareAtMost() {
        for (var round = 0; round < 5_000; round++) {
            var currency = any(Amount.currencies());
            var coin = BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
            var whole = amount(currency);
            var percents = percents();
            var parts = whole.split(percents);
            assertThat(Money.sum(currency, parts)).isEqualTo(whole);
            for (var i = 0; i < parts.size(); i++) {
                var exact = whole.amount().multiply(percents.get(i)).movePointLeft(2);
                assertThat(parts.get(i).amount().subtract(exact).abs()).isLessThan(coin);
            }
        }
    }

    @Test
    void equalSharesOfAnOddCentGiveItToTheFirst() {
        var half = new BigDecimal("50");
        assertThat(Money.of("0.01", "EUR").split(List.of(half, half)))
                .containsExactly(Money.of("0.01", "EUR"), Money.of("0", "EUR"));
    }

    @Test
    void whatIsListedInTheProgrammesCurrencyAddsUpToTheSumInAnyOrder() {
        for (var round = 0; round < 500; round++) {
            var currencies = new ArrayList<>(Amount.currencies());
            Collections.shuffle(currencies, RANDOM);
            var rates = new java.util.HashMap<String, BigDecimal>();
            for (var currency : currencies.subList(0, 5))
                if (!currency.equals(EUR))
                    rates.put(
                            currency.getCurrencyCode(), new BigDecimal(RANDOM.nextInt(1, 9_000_000)).movePointLeft(6));
            var day = new Rates(LocalDate.of(2026, 11, 18), EUR, rates);
            var all = new ArrayList<Money>();
            for (var i = 0; i < 40; i++) all.add(amount(any(currencies.subList(0, 6))));
            var listed = all.stream()
                    .flatMap(money -> day.inProgramme(money).stream())
                    .toList();
            var sum = day.sum(all);
            assertThat(sum.money()).isEqualTo(Money.sum(EUR, listed));
            assertThat(sum.withoutRate()).isEqualTo(all.size() - listed.size());
            Collections.shuffle(all, RANDOM);
            assertThat(day.sum(all)).isEqualTo(sum);
        }
    }

    @Test
    void aCurrencyWithoutARateIsSaidToBeLeftOut() {
        var day = new Rates(LocalDate.of(2026, 11, 18), EUR, Map.of("USD", new BigDecimal("0.9")));
        assertThat(day.inProgramme(Money.of("10", "GBP"))).isEmpty();
        assertThat(day.inProgramme(Money.of("10.05", "USD"))).contains(Money.of("9.05", "EUR")); // 9.045
    }

    @Test
    void amountsAreReadAsPeopleTypeThem() {
        assertThat(Amount.read("12,500", EUR)).contains(Money.of("12500", "EUR"));
        assertThat(Amount.read("12.500,50", EUR)).contains(Money.of("12500.50", "EUR"));
        assertThat(Amount.read("12'500.5", EUR)).contains(Money.of("12500.50", "EUR"));
        assertThat(Amount.read("12 500", EUR)).contains(Money.of("12500", "EUR"));
        assertThat(Amount.read("1,234,567.89", EUR)).contains(Money.of("1234567.89", "EUR"));
        assertThat(Amount.read("50k", EUR)).contains(Money.of("50000", "EUR"));
        assertThat(Amount.read("1.2m", EUR)).contains(Money.of("1200000", "EUR"));
        assertThat(Amount.read("1.500", Currency.getInstance("KWD"))).contains(Money.of("1.500", "KWD"));
        for (var wrong : List.of("", "0", "-5", "a lot", "1.005.5", "12,345.678", "1e5", "12,50,00"))
            assertThat(Amount.read(wrong, EUR)).as(wrong).isEmpty();
    }

    @Test
    void noMoneyIsHeldInFloatingPoint() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("app.touchline.money", "app.touchline.deal");
        noFields()
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .check(classes);
        noMethods()
                .should()
                .haveRawReturnType(double.class)
                .orShould()
                .haveRawReturnType(float.class)
                .check(classes);
    }

    private static Money amount(Currency currency) {
        var digits = new BigDecimal(java.math.BigInteger.valueOf(RANDOM.nextLong(1, 1_000_000_000L)));
        return new Money(digits.movePointLeft(currency.getDefaultFractionDigits()), currency);
    }

    private static List<BigDecimal> percents() {
        var percents = new ArrayList<BigDecimal>();
        var left = 10_000;
        for (var many = RANDOM.nextInt(1, 6); many > 1 && left > many; many--) {
            var part = RANDOM.nextInt(1, left - many + 1);
            percents.add(BigDecimal.valueOf(part, 2));
            left -= part;
        }
        percents.add(BigDecimal.valueOf(left, 2));
        return percents;
    }

    private static <T> T any(List<T> all) {
        return all.get(RANDOM.nextInt(all.size()));
    }
}
