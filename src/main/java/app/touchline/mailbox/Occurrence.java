package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.touchline.touch.Direction;

/**
 * When a message was exchanged. A stranger's clock is never believed over our server's: received mail has the server's
 * time, sent mail its Date header where that is within ten minutes of it. Where the two are more than 48 hours apart the
 * mailbox may have been moved from another server: then the newest Received header decides; of our own sent copies, which
 * have none, the Date header.
 */
final class Occurrence {

    private static final Duration MOVED = Duration.ofHours(48);
    private static final Duration SENT_AT_ONCE = Duration.ofMinutes(10);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private Occurrence() {}

    /** Whether the newest Received header is needed to tell. */
    static boolean isInDoubt(Message message, Instant now) {
        var sent = sane(message.sentAt(), now);
        return sent != null && apart(sent, message.receivedAt()).compareTo(MOVED) > 0;
    }

    /** @param now nothing has happened later than this */
    static Instant of(Message message, Direction direction, Instant now) {
        var at = believed(message, direction, now);
        return at.isAfter(now) ? now : at;
    }

    private static Instant believed(Message message, Direction direction, Instant now) {
        var server = message.receivedAt();
        var sent = sane(message.sentAt(), now);
        if (sent == null) return server;
        if (isInDoubt(message, now)) {
            var received = message.more() == null ? null : sane(message.more().newestReceived(), now);
            if (received != null) server = received;
            else return direction == Direction.SENT ? sent : server;
        }
        return direction == Direction.SENT && apart(sent, server).compareTo(SENT_AT_ONCE) < 0 ? sent : server;
    }

    private static @Nullable Instant sane(@Nullable Instant said, Instant now) {
        return said == null || said.isBefore(EARLIEST) || said.isAfter(now) ? null : said;
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
