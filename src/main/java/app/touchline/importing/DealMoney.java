package app.touchline.importing;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import app.touchline.money.Amount;
import app.touchline.money.Money;

import static app.touchline.importing.Cells.refuse;

/**
 * What a deal is worth, as tables write it: exactly, with or without a currency beside it. What is rounded ("12k") is refused,
 * because sums are made of it.
 */
final class DealMoney {

    private static final Pattern ROUNDED = Pattern.compile("(?i).*\\d\\s*(k|m|mio|mn|bn|tsd|thousand|million)\\b.*");
    private static final Pattern CODE = Pattern.compile("(?i)(?<![a-z])([a-z]{3})(?![a-z])");
    private static final Pattern SIGN = Pattern.compile("US\\$|[$€£¥]");

    /** Currencies that are written with the sign, the one that is meant where nothing else is said first. */
    private static final Map<String, List<String>> SIGNS = Map.of(
            "US$", List.of("USD"),
            "$", List.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "ARS", "CLP", "COP"),
            "€", List.of("EUR"),
            "£", List.of("GBP", "EGP", "GIP", "FKP"),
            "¥", List.of("JPY", "CNY"));

    private DealMoney() {}

    /**
     * @param written the currency that the row says; empty for none
     * @param otherwise where neither the cell nor the row says one
     */
    static Money read(String cell, String written, Currency otherwise) {
        var said = CODE.matcher(cell);
        var sign = SIGN.matcher(cell);
        var bare = cell;
        Currency currency;
        if (said.find() && Amount.currency(said.group(1)).isPresent()) {
            currency = currency(said.group(1));
            if (!written.isEmpty() && !currency.equals(currency(written))) throw another(cell, currency(written));
            bare = said.replaceFirst("");
        } else if (sign.find()) {
            var meant = SIGNS.getOrDefault(sign.group(), List.of());
            var row = written.isEmpty() ? otherwise : currency(written);
            if (!written.isEmpty() && !meant.contains(row.getCurrencyCode())) throw another(cell, row);
            currency = meant.contains(row.getCurrencyCode()) ? row : currency(meant.getFirst());
            bare = sign.replaceFirst("");
        } else currency = written.isEmpty() ? otherwise : currency(written);
        if (ROUNDED.matcher(bare).matches())
            throw refuse("“%s” is rounded; write all of it, such as 12,000 for 12k.".formatted(cell));
        var in = currency;
        return Amount.read(bare.strip(), currency)
                .orElseThrow(() -> refuse("“%s” is no amount in %s above nothing; write it like 12,500.00 or 12500."
                        .formatted(cell, in.getCurrencyCode())));
    }

    static Currency currency(String code) {
        return Amount.currency(code)
                .orElseThrow(
                        () -> refuse("“%s” is no currency; write its three letters, such as EUR.".formatted(code)));
    }

    private static RuntimeException another(String cell, Currency written) {
        return refuse("“%s” is in another currency than the row says, %s.".formatted(cell, written.getCurrencyCode()));
    }
}
