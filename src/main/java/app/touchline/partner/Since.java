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
}
