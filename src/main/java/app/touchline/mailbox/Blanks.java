package app.touchline.mailbox;

import java.util.regex.Pattern;

/** Spaces, tabs and line ends in a header's value. Most values have but single spaces, which is seen at a glance. */
final class Blanks {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Blanks() {}

    /** One space for each run of blanks. */
    static String single(String text) {
        return isSingle(text) ? text : BLANKS.matcher(text).replaceAll(" ");
    }

    static String none(String text) {
        for (int i = 0; i < text.length(); i++)
            if (isBlank(text.charAt(i))) return BLANKS.matcher(text).replaceAll("");
        return text;
    }

    static String[] split(String text) {
        return BLANKS.split(text);
    }

    private static boolean isSingle(String text) {
        char before = 'x';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c) && (c != ' ' || before == ' ')) return false;
            before = c;
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
