package app.touchline.mailbox.graph;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to be left alone: in seconds, or until a time, which is measured by the server's own clock. More than
 * eleven days are not believed.
 */
final class RetryAfter {

    private static final long LONGEST = 999_999;

    private RetryAfter() {}

    /** @param date when the server says that it answered */
    static @Nullable Duration read(@Nullable String header, @Nullable String date) {
        if (header == null) return null;
        var said = header.strip();
        if (said.matches("\\d{1,6}")) return pause(Long.parseLong(said));
        if (said.matches("\\d+")) return pause(LONGEST);
        try {
            return date == null
                    ? null
                    : pause(Duration.between(time(date), time(said)).toSeconds());
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Duration pause(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST));
    }

    private static ZonedDateTime time(String written) {
        return ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
