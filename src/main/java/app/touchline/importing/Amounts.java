package app.touchline.importing;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads numbers as people write them in tables: 1,200 and 1.200 and 1 200, 12.50 and 12,50, $3k and 1.2M, "+" after a number. */
final class Amounts {

    private static final Set<String> NONE = Set.of("-", "–", "—", "n/a", "na", "none", "tbd", "?", "unknown");
    private static final Pattern SHAPE = Pattern.compile("(\\d[\\d.,' ]*)([km]?)\\+?");

    private Amounts() {}

    /** Whether it says that there is none. */
    static boolean isNone(String cell) {
        return NONE.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    static Optional<BigDecimal> read(String cell) {
        var bare = cell.toLowerCase(Locale.ROOT)
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replaceAll("[$€£¥~≈]|usd|eur|gbp|chf", "")
                .strip();
        var shape = SHAPE.matcher(bare);
        if (!shape.matches()) return Optional.empty();
        var number = new BigDecimal(plain(shape.group(1).replaceAll("[' ]", "")));
        return Optional.of(
                switch (shape.group(2)) {
                    case "k" -> number.movePointRight(3);
                    case "m" -> number.movePointRight(6);
                    default -> number;
                });
    }

    /** The last dot or comma stands before the decimals, unless it stands before three digits or is not the only one. */
    private static String plain(String digits) {
        var last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (last < 0) return digits;
        var separator = digits.charAt(last);
        var decimals = digits.substring(last + 1);
        var whole = digits.substring(0, last);
        var groups = decimals.length() == 3 && !whole.equals("0") || whole.indexOf(separator) >= 0;
        var bare = whole.replaceAll("[.,]", "");
        return groups || decimals.isEmpty() ? bare + decimals : bare + "." + decimals;
    }
}
