package app.touchline.mailbox.imap;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

import jakarta.mail.internet.MailDateFormat;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.PlainTime;

/** The times that a mail server writes: INTERNALDATE, and the Received header. */
final class InternalDate {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-")
            .appendPattern("yyyy HH:mm:ss[ ]Z")
            .toFormatter(Locale.ENGLISH);

    private InternalDate() {}

    static @Nullable Instant of(@Nullable Object value) {
        if (!(value instanceof String text)) return null;
        var plain = PlainTime.of(text, 0);
        if (plain != null) return plain;
        try {
            return ZonedDateTime.parse(text.strip(), FORMAT).toInstant();
        } catch (DateTimeException unusual) {
            return lenient(text.replace('-', ' ').replaceAll(" (\\d{4})$", " -$1"));
        }
    }

    /** The time behind the last semicolon of the first Received header. */
    static @Nullable Instant ofNewestReceived(@Nullable Object headers) {
        if (!(headers instanceof String text)) return null;
        var unfolded = text.replaceAll("\\r?\\n[ \\t]+", " ");
        for (var line : unfolded.split("\\r?\\n")) {
            int semicolon = line.lastIndexOf(';');
            if (line.regionMatches(true, 0, "Received:", 0, 9))
                return semicolon < 0 ? null : lenient(line.substring(semicolon + 1));
        }
        return null;
    }

    private static @Nullable Instant lenient(String text) {
        try {
            return new MailDateFormat().parse(text.strip()).toInstant();
        } catch (ParseException | RuntimeException unreadable) {
            return null;
        }
    }
}
