package app.touchline.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import jakarta.persistence.Embeddable;

/**
 * So much of one currency, with exactly as many decimals as that currency has (ISO 4217). Amounts of different currencies are
 * never added; {@link Rates} turns them into one.
 */
@Embeddable
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Anything above is a slip of the finger. */
    private static final BigDecimal MOST = new BigDecimal("999999999999");

    /** @throws ArithmeticException where there are more decimals than the currency has */
    public Money {
        amount = amount.setScale(decimals(currency), RoundingMode.UNNECESSARY);
        if (amount.abs().compareTo(MOST) > 0) throw new ArithmeticException("more than anybody has: " + amount);
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** As it is stored, with decimals that the currency need not have. */
    public static Money stored(BigDecimal amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    public static Money none(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    static int decimals(Currency currency) {
        var decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) throw new IllegalArgumentException(currency + " is no money to count in");
        return decimals;
    }

    public static Money sum(Currency currency, Collection<Money> all) {
        return all.stream().reduce(none(currency), Money::plus);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    /** What it is worth in another currency, rounded half up to that one's smallest coin. */
    public Money at(BigDecimal rate, Currency into) {
        return new Money(amount.multiply(rate).setScale(decimals(into), RoundingMode.HALF_UP), into);
    }

    /** So many percent of it, rounded half up. */
    public Money percent(BigDecimal percent) {
        return new Money(amount.multiply(percent).divide(HUNDRED, decimals(currency), RoundingMode.HALF_UP), currency);
    }

    /**
     * In parts that add up to it exactly: each rounded down, and the coins that are left go one each to the parts that
     * lost most by that, the first among equals.
     *
     * @param percents of the whole, none negative, 100 together
     */
    public List<Money> split(List<BigDecimal> percents) {
        if (percents.stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(HUNDRED) != 0
                || percents.stream().anyMatch(percent -> percent.signum() < 0))
            throw new IllegalArgumentException("no whole: " + percents);
        var coin = BigDecimal.ONE.movePointLeft(decimals(currency));
        var parts = new ArrayList<BigDecimal>();
        var lost = new ArrayList<BigDecimal>();
        for (var percent : percents) {
            var exact = amount.multiply(percent).movePointLeft(2);
            var down = exact.setScale(decimals(currency), RoundingMode.FLOOR);
            parts.add(down);
            lost.add(exact.subtract(down));
        }
        var left = amount.subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(lost::get, Comparator.reverseOrder()))
                .limit(left.divide(coin, RoundingMode.UNNECESSARY).intValueExact())
                .forEach(part -> parts.set(part, parts.get(part).add(coin)));
        return parts.stream().map(part -> new Money(part, currency)).toList();
    }

    private Money same(Money other) {
        if (!other.currency.equals(currency))
            throw new IllegalArgumentException("%s and %s are not added".formatted(currency, other.currency));
        return other;
    }

    public String code() {
        return currency.getCurrencyCode();
    }

    public boolean positive() {
        return amount.signum() > 0;
    }

    /** "12,500 EUR", "12,500.50 EUR": decimals only where there are any. */
    public String words() {
        return figures() + " " + code();
    }

    /** The same without the currency, for where that stands above a column. */
    public String figures() {
        var whole = amount.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ENGLISH, whole ? "%,.0f" : "%,." + amount.scale() + "f", amount);
    }

    /** "12,500" of 12,499.50: in whole units, for what is an estimate anyway. */
    public String about() {
        return String.format(Locale.ENGLISH, "%,.0f", amount);
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }
}
