package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A time as nearly all mail and all mail servers write it: {@code 17 Nov 2026 08:00:00 +0100}, or with hyphens in the date.
 * What it says, can be told without the rules for all other forms.
 */
public final class PlainTime {

    private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
    private static final int FIRST_YEAR = 1900;

    private final String text;
    private int at;

    private PlainTime(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /**
     * Null where it is not plain, which says nothing about whether it is a time.
     *
     * @param from where it begins; after its zone, it ends or a blank follows
     */
    public static @Nullable Instant of(String text, int from) {
        return new PlainTime(text, from).read();
    }

    private @Nullable Instant read() {
        int day = number(at + 1 < text.length() && isDigit(text.charAt(at + 1)) ? 2 : 1);
        char hyphen = take();
        int month = month();
        if ((hyphen != ' ' && hyphen != '-') || take() != hyphen) return null;
        int year = number(4);
        if (take() != ' ') return null;
        int hour = number(2);
        if (take() != ':') return null;
        int minute = number(2);
        if (take() != ':') return null;
        int second = number(2);
        if (take() != ' ') return null;
        char sign = take();
        int hours = number(2);
        int minutes = number(2);
        boolean ends = at == text.length() || at < text.length() && text.charAt(at) == ' ';
        if (!ends || (sign != '+' && sign != '-')) return null;
        if (year < FIRST_YEAR || month < 1 || day < 1 || day > 28 && day > lengthOf(year, month)) return null;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) return null;
        long offset = (hours * 60 + minutes) * 60L;
        return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * 86_400
                + (hour * 60 + minute) * 60L
                + second
                - (sign == '-' ? -offset : offset));
    }

    private static int lengthOf(int year, int month) {
        return LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private char take() {
        return at < text.length() ? text.charAt(at++) : '\0';
    }

    /** -1 where there are not so many digits. */
    private int number(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char c = take();
            if (!isDigit(c)) return -1;
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** 0 where there is none. */
    private int month() {
        if (at + 3 > text.length()) return 0;
        char[] letters = {lower(take()), lower(take()), lower(take())};
        for (int i = 0; i < MONTHS.length(); i += 4)
            if (MONTHS.charAt(i) == letters[0]
                    && MONTHS.charAt(i + 1) == letters[1]
                    && MONTHS.charAt(i + 2) == letters[2]) return i / 4 + 1;
        return 0;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
