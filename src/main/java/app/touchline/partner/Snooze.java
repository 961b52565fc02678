package app.touchline.partner;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A partner left alone until a day, as a person said it. Whether a counted touch ended it earlier, the touches say.
 *
 * @param until the first day on which it is listed as before
 * @param endedAt when a person ended it; null where none did
 */
public record Snooze(
        long id,
        long partnerId,
        Instant beganAt,
        LocalDate until,
        String reason,
        String by,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {}
