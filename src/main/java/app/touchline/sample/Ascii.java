package app.touchline.sample;

import java.text.Normalizer;
import java.util.Locale;

/** Names as they stand in an address. */
final class Ascii {

    private Ascii() {}

    static String letters(String name) {
        return Normalizer.normalize(name.replace("ø", "o").replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
