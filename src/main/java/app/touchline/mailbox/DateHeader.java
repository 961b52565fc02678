package app.touchline.mailbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The time in a Date or Received field, in any form that mail has known; null where none can be made out. */
public final class DateHeader {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Integer> NORTH_AMERICAN =
            Map.of("est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);

    private static final Pattern RFC_5322 = Pattern.compile(
            "\\b(\\d{1,2})[ \\t-]+([A-Za-z]{3})[a-z]{0,6}\\.?[ \\t-]+(\\d{2,4})[, \\t]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d{1,9})?"
                    + "[ \\t]*(?:\\(?([+-])(\\d{1,2}):?(\\d{2})|\\(?([A-Za-z]{1,5})\\b)?");

    /** As asctime writes it: Sun Nov 6 08:49:37 1994. */
    private static final Pattern ASCTIME = Pattern.compile(
            "\\b([A-Za-z]{3})[ \\t]+(\\d{1,2})[ \\t]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?[ \\t]+(?:[A-Za-z]{1,5}[ \\t]+)?(\\d{4})\\b");

    private static final Pattern ISO = Pattern.compile(
            "\\b(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d{1,9})?[ \\t]*(?:([+-])(\\d{2}):?(\\d{2}))?");

    private static final int MOST_SEMICOLONS = 4;

    private DateHeader() {}

    public static @Nullable Instant parse(@Nullable String value) {
        if (value == null) return null;
        var plain = PlainTime.of(value, afterTheWeekday(value));
        return plain != null ? plain : byAllRules(value);
    }

    private static int afterTheWeekday(String value) {
        return value.length() > 5 && value.charAt(3) == ',' && value.charAt(4) == ' ' && isAWord(value) ? 5 : 0;
    }

    private static boolean isAWord(String value) {
        for (int i = 0; i < 3; i++) if (!Character.isLetter(value.charAt(i))) return false;
        return true;
    }

    static @Nullable Instant byAllRules(String value) {
        var text = value.length() > 200 ? value.substring(0, 200) : value;
        try {
            var m = RFC_5322.matcher(text);
            if (m.find()) {
                var month = month(m.group(2));
                if (month == 0) return null;
                return at(
                        year(m.group(3)),
                        month,
                        number(m.group(1)),
                        m.group(4),
                        m.group(5),
                        m.group(6),
                        zone(m.group(7), m.group(8), m.group(9), m.group(10)));
            }
            m = ISO.matcher(text);
            if (m.find())
                return at(
                        number(m.group(1)),
                        number(m.group(2)),
                        number(m.group(3)),
                        m.group(4),
                        m.group(5),
                        m.group(6),
                        zone(m.group(7), m.group(8), m.group(9), null));
            m = ASCTIME.matcher(text);
            if (m.find() && month(m.group(1)) > 0)
                return at(
                        number(m.group(6)),
                        month(m.group(1)),
                        number(m.group(2)),
                        m.group(3),
                        m.group(4),
                        m.group(5),
                        ZoneOffset.UTC);
            return null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /** The time a Received field ends with, behind its last semicolon; a comment behind it may have some of its own. */
    static @Nullable Instant ofReceived(@Nullable String value) {
        if (value == null) return null;
        int end = value.length();
        for (int tries = 0; tries < MOST_SEMICOLONS && end >= 0; tries++) {
            int semicolon = value.lastIndexOf(';', end - 1);
            var at = parse(value.substring(semicolon + 1));
            if (at != null || semicolon < 0) return at;
            end = semicolon;
        }
        return null;
    }

    private static Instant at(
            int year, int month, int day, String hour, String minute, @Nullable String second, ZoneOffset zone) {
        if (year < 1900) throw new DateTimeException("before there was mail");
        var leapSecond = second == null ? 0 : Math.min(59, number(second));
        return LocalDateTime.of(year, month, day, number(hour), number(minute), leapSecond)
                .toInstant(zone);
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
    }

    private static int year(String digits) {
        var year = number(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    /** A zone that cannot be or is not known counts as UTC, as RFC 5322 asks. */
    private static ZoneOffset zone(
            @Nullable String sign, @Nullable String hours, @Nullable String minutes, @Nullable String name) {
        if (sign != null && hours != null && minutes != null) {
            var total = number(hours) * 60 + number(minutes);
            if (number(minutes) > 59 || total > 18 * 60) return ZoneOffset.UTC;
            return ZoneOffset.ofTotalSeconds((sign.equals("-") ? -60 : 60) * total);
        }
        if (name == null) return ZoneOffset.UTC;
        return ZoneOffset.ofHours(NORTH_AMERICAN.getOrDefault(name.toLowerCase(Locale.ROOT), 0));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
