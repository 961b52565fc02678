package app.touchline.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts as people type them: "12,500", "12.500,00", "12 500.50", "50k", "1.2m". */
public final class Amount {

    private static final Pattern TYPED = Pattern.compile("(\\d[\\d.,'’ \\u00a0\\u202f]*)([kKmM]?)");
    private static final Pattern GROUPS_ONLY = Pattern.compile("\\d{1,3}(?:([.,])\\d{3})(?:\\1\\d{3})*");

    private Amount() {}

    /** Empty where it is no amount above nothing, or finer than the currency's smallest coin. */
    public static Optional<Money> read(String typed, Currency currency) {
        var match = TYPED.matcher(typed.strip());
        if (!match.matches()) return Optional.empty();
        var digits = match.group(1).replaceAll("['’ \\u00a0\\u202f]", "");
        try {
            var number = number(digits, Money.decimals(currency))
                    .movePointRight(
                            switch (match.group(2).toLowerCase(Locale.ROOT)) {
                                case "k" -> 3;
                                case "m" -> 6;
                                default -> 0;
                            });
            var exact = number.setScale(Money.decimals(currency), RoundingMode.UNNECESSARY);
            return exact.signum() > 0 ? Optional.of(new Money(exact, currency)) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException notThis) {
            return Optional.empty();
        }
    }

    /**
     * The last sign stands before the decimals, unless it only groups thousands; "1.500" is a thousand and a half where the
     * currency has no three decimals.
     */
    private static BigDecimal number(String digits, int decimals) {
        var groups = GROUPS_ONLY.matcher(digits);
        if (groups.matches()
                && (decimals != 3
                        || digits.chars().filter(c -> c == ',' || c == '.').count() > 1))
            return new BigDecimal(digits.replaceAll("[.,]", ""));
        var last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (last < 0) return new BigDecimal(digits);
        var before = digits.substring(0, last);
        var sign = digits.charAt(last);
        if (before.indexOf(sign) >= 0) throw new NumberFormatException("two decimal signs");
        return new BigDecimal(before.replaceAll("[.,]", "") + "." + digits.substring(last + 1));
    }

    /** The currency of a code, if money is counted in it. */
    public static Optional<Currency> currency(String code) {
        try {
            var currency = Currency.getInstance(code.strip().toUpperCase(Locale.ROOT));
            return currency.getDefaultFractionDigits() < 0 || currency.getDefaultFractionDigits() > 4
                    ? Optional.empty()
                    : Optional.of(currency);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** All there are, by code. */
    public static List<Currency> currencies() {
        return Currency.availableCurrencies()
                .filter(currency -> currency(currency.getCurrencyCode()).isPresent())
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList();
    }
}
