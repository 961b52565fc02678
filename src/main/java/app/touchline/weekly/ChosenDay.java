package app.touchline.weekly;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;

import org.jspecify.annotations.Nullable;

/** The day a reader asks the numbers of: a day up to today, or why what was asked is none. */
sealed interface ChosenDay {

    record Day(LocalDate date) implements ChosenDay {}

    record Refused(String why) implements ChosenDay {}

    /** @param written as in an address: {@code 2026-11-18}; absent or empty for today */
    static ChosenDay of(@Nullable String written, LocalDate today) {
        if (written == null || written.isBlank()) return new Day(today);
        try {
            var day = LocalDate.parse(written.strip());
            if (day.isAfter(today))
                return new Refused("%s is in the future. Choose a day up to today, %s.".formatted(day, today));
            if (day.isBefore(Year.of(1970).atDay(1)))
                return new Refused("%s is too long ago. Choose a day from 1970-01-01 on.".formatted(day));
            return new Day(day);
        } catch (DateTimeException notADay) {
            return new Refused("That is not a date. Write it as year, month and day: %s.".formatted(today));
        }
    }
}
