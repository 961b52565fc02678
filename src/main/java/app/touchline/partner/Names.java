package app.touchline.partner;

import java.util.Locale;

/** How names are kept: without blanks around them and with single ones inside; the same name is the same in any case. */
public final class Names {

    public static final int LONGEST = 200;

    public static final int LONGEST_TEXT = 20_000;

    private Names() {}

    public static String tidy(String field, String name, String whose) {
        var tidy = name.strip().replaceAll("[\\s\\p{Z}]+", " ");
        if (tidy.isEmpty()) throw new Refused(field, whose + " needs a name.");
        if (tidy.length() > LONGEST)
            throw new Refused(
                    field, "A name has at most %d characters; this one has %d.".formatted(LONGEST, tidy.length()));
        if (tidy.indexOf('\0') >= 0) throw new Refused(field, "A name cannot hold a NUL character.");
        return tidy;
    }

    public static String text(String field, String text) {
        if (text.length() > LONGEST_TEXT)
            throw new Refused(
                    field,
                    "At most %,d characters fit here; this text has %,d.".formatted(LONGEST_TEXT, text.length()));
        return text.replace("\r\n", "\n").replace("\0", "").strip();
    }

    /** Two names with the same key are the same name. */
    static String key(String name) {
        return name.strip().replaceAll("[\\s\\p{Z}]+", " ").toLowerCase(Locale.ROOT);
    }
}
