package app.touchline.mailbox.graph;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone. A date instead of seconds is not used by Microsoft 365 and not believed. */
final class RetryAfter {

    private RetryAfter() {}

    static @Nullable Duration read(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,6}")) return null;
        return Duration.ofSeconds(Math.max(1, Long.parseLong(header.strip())));
    }
}
