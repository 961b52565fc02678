package app.touchline.partner;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A value that holds from a day on.
 *
 * @param day the first day, in the programme's zone; null: from the beginning, of which only the programme's
 *     <em>known since</em> can say when it was
 */
public record Since<T extends @Nullable Object>(@Nullable LocalDate day, T value) {

    boolean holdsOn(LocalDate asked) {
        return day == null || !day.isAfter(asked);
    }

    /** A change may be dated back, but neither ahead nor to where only a slip of the hand leads. */
    static void notAhead(String field, @Nullable LocalDate day, LocalDate today) {
        if (day != null && day.isAfter(today))
            throw new Refused(
                    field, "%s is still to come; the latest possible day is today, %s.".formatted(day, today));
        if (day != null && day.getYear() < 1900)
            throw new Refused(field, "%s is too long ago; is the year right?".formatted(day));
    }
}
