package app.touchline.mailbox;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An address as nearly all are written: printable ASCII, one @, no quotes and no blanks. What it is compared by, can be said
 * without the rules for all others.
 */
final class PlainAddress {

    private static final int LONGEST = 250;

    private PlainAddress() {}

    /** Lower case; null where it is not plain, which says nothing about whether it is an address. */
    static @Nullable String of(String text) {
        int at = text.indexOf('@');
        if (at < 1 || text.length() > LONGEST || !isPlainDomain(text, at + 1)) return null;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '"') return null;
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Labels of letters, digits, - and _ with one dot between two. */
    private static boolean isPlainDomain(String text, int from) {
        boolean afterDot = true;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && afterDot || !(c == '.' || isInLabel(c))) return false;
            afterDot = c == '.';
        }
        return !afterDot;
    }

    private static boolean isInLabel(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
