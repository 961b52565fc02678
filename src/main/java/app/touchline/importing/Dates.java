package app.touchline.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Reads days as people write them. Of 3/4/2026 only the column it stands in can tell which is the month. */
final class Dates {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ].*)?", Pattern.DOTALL);
    private static final Pattern TWO_AND_YEAR =
            Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:,?[T ].*)?");
    private static final Pattern SERIAL = Pattern.compile("[2-6]\\d{4}(?:\\.\\d+)?");
    private static final List<DateTimeFormatter> WITH_NAMES = Stream.of(
                    "d[.] MMM[.] uuuu",
                    "d[.] MMMM uuuu",
                    "d-MMM-uuuu",
                    "d-MMM-uu",
                    "d MMM uu",
                    "MMM d[,] uuuu",
                    "MMMM d[,] uuuu",
                    "d/MMM/uuuu",
                    "EEE d MMM uuuu",
                    "EEE, d MMM uuuu",
                    "EEEE, MMMM d, uuuu")
            .flatMap(pattern -> Stream.of(Locale.ENGLISH, Locale.GERMAN)
                    .map(locale -> new DateTimeFormatterBuilder()
                            .parseCaseInsensitive()
                            .appendPattern(pattern)
                            .toFormatter(locale)
                            .withResolverStyle(ResolverStyle.STRICT)))
            .toList();
    private static final LocalDate DAY_ZERO_OF_SPREADSHEETS = LocalDate.of(1899, 12, 30);

    private Dates() {}

    /** Which comes first where a day is written in two numbers and a year. */
    enum Order {
        DAY_FIRST("31/12/2026"),
        MONTH_FIRST("12/31/2026");

        private final String example;

        Order(String example) {
            this.example = example;
        }

        public String example() {
            return example;
        }
    }

    /**
     * How a column writes its days.
     *
     * @param certain no cell says otherwise, and at least one can be read in this way only
     * @param unclear a cell that could be either; null where there is none
     */
    record Guess(Order order, boolean certain, @Nullable String unclear) {

        static Guess of(Stream<String> cells) {
            var dayFirst = 0;
            var monthFirst = 0;
            String unclear = null;
            for (var cell : (Iterable<String>) cells::iterator) {
                var two = TWO_AND_YEAR.matcher(cell.strip());
                if (!two.matches() || two.group(2).equals(".")) continue;
                var first = number(two, 1);
                var second = number(two, 3);
                if (first > 12 && second <= 12) dayFirst++;
                else if (second > 12 && first <= 12) monthFirst++;
                else if (unclear == null && first != second) unclear = cell.strip();
            }
            var order = monthFirst > dayFirst ? Order.MONTH_FIRST : Order.DAY_FIRST;
            return new Guess(order, dayFirst + monthFirst > 0 && Math.min(dayFirst, monthFirst) == 0, unclear);
        }
    }

    /** Null where the text is no day. With dots the day comes first; where one number can be no month, it is the day. */
    static @Nullable LocalDate read(String text, Order order) {
        var cell = text.strip();
        try {
            var iso = ISO.matcher(cell);
            if (iso.matches()) return LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
            var two = TWO_AND_YEAR.matcher(cell);
            if (two.matches()) return twoAndYear(two, order);
            if (SERIAL.matcher(cell).matches())
                return DAY_ZERO_OF_SPREADSHEETS.plusDays((long) Double.parseDouble(cell));
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
        var worded = cell.replaceFirst("(?<=\\d)(st|nd|rd|th)\\b", "").replaceAll("\\s+", " ");
        for (var format : WITH_NAMES) {
            try {
                return LocalDate.parse(worded, format);
            } catch (DateTimeParseException another) {
                continue;
            }
        }
        return null;
    }

    private static LocalDate twoAndYear(Matcher two, Order order) {
        var first = number(two, 1);
        var second = number(two, 3);
        var written = number(two, 4);
        var year = two.group(4).length() == 2 ? (written < 70 ? 2000 : 1900) + written : written;
        var dayFirst = two.group(2).equals(".") || first > 12 || (order == Order.DAY_FIRST && second <= 12);
        return dayFirst ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
