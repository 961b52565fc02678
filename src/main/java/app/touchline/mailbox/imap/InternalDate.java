package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.DateHeader;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.PlainTime;

/** The times that a mail server writes: INTERNALDATE, and the Received header. */
final class InternalDate {

    private InternalDate() {}

    static @Nullable Instant of(@Nullable Object value) {
        if (!(value instanceof String text)) return null;
        var plain = PlainTime.of(text, 0);
        return plain != null ? plain : DateHeader.parse(text.strip());
    }

    /** The time in the first Received header. */
    static @Nullable Instant ofNewestReceived(@Nullable Object headers) {
        return headers instanceof String text
                ? MessageParser.receivedTime(text.getBytes(StandardCharsets.ISO_8859_1))
                : null;
    }
}
