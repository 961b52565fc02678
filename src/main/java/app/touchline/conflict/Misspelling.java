package app.touchline.conflict;

/**
 * Whether one word is the other one, miswritten once: two neighbouring letters swapped, a letter doubled or not, one left out
 * of a long word, one taken for another that sounds alike. Short words differ by a letter because they are others.
 */
final class Misspelling {

    private static final int SWAPPED_FROM = 5;
    private static final int DOUBLED_FROM = 5;
    private static final int SOUNDS_FROM = 6;
    private static final int LEFT_OUT_FROM = 9;

    private static final String[] SOUNDS = {"ck", "kc", "sz", "zs", "iy", "yi", "vw", "wv", "cs", "sc", "cz", "zc"};

    private Misspelling() {}

    static boolean between(String one, String other) {
        var longer = one.length() >= other.length() ? one : other;
        var shorter = one.length() >= other.length() ? other : one;
        if (longer.equals(shorter)) return true;
        var at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) at++;
        return switch (longer.length() - shorter.length()) {
            case 0 -> swapped(longer, shorter, at) || soundsAlike(longer, shorter, at);
            case 1 -> oneMore(longer, shorter, at);
            default -> false;
        };
    }

    private static boolean swapped(String one, String other, int at) {
        return one.length() >= SWAPPED_FROM
                && at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
    }

    private static boolean soundsAlike(String one, String other, int at) {
        if (one.length() < SOUNDS_FROM || !one.substring(at + 1).equals(other.substring(at + 1))) return false;
        var pair = "" + one.charAt(at) + other.charAt(at);
        for (var sounds : SOUNDS) if (sounds.equals(pair)) return true;
        return false;
    }

    private static boolean oneMore(String longer, String shorter, int at) {
        if (!longer.substring(at + 1).equals(shorter.substring(at))) return false;
        var doubled = at > 0 && longer.charAt(at) == longer.charAt(at - 1);
        if (doubled) return shorter.length() >= DOUBLED_FROM;
        return longer.length() >= LEFT_OUT_FROM && at > 0 && at < longer.length() - 1;
    }
}
