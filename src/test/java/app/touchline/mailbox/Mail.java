package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A message for tests, written as a header block and read by the real parser. */
final class Mail {

    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final Map<String, String> headers = new LinkedHashMap<>();
    private Instant receivedAt = NOON;
    private @Nullable More more;

    static Mail mail(String from, String... to) {
        var mail = new Mail().with("From", from).sentAt(NOON).with("Subject", "Renewal");
        return to.length == 0 ? mail : mail.with("To", String.join(", ", to));
    }

    Mail with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Mail without(String header) {
        headers.remove(header);
        return this;
    }

    Mail id(String messageId) {
        return with("Message-ID", "<" + messageId + ">");
    }

    Mail cc(String... addresses) {
        return with("Cc", String.join(", ", addresses));
    }

    Mail bcc(String... addresses) {
        return with("Bcc", String.join(", ", addresses));
    }

    /** Sent and received at once. */
    Mail at(Instant instant) {
        receivedAt = instant;
        return sentAt(instant);
    }

    Mail receivedAt(Instant instant) {
        receivedAt = instant;
        return this;
    }

    Mail sentAt(Instant instant) {
        return with(
                "Date",
                DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                        .format(instant.atOffset(ZoneOffset.UTC)));
    }

    Mail more(boolean calendarPart, @Nullable Instant newestReceived) {
        more = new More(calendarPart, newestReceived);
        return this;
    }

    Message in(String providerId) {
        var block = new StringBuilder();
        headers.forEach(
                (name, value) -> block.append(name).append(": ").append(value).append("\r\n"));
        var message = MessageParser.parse(
                providerId, receivedAt, block.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return more == null ? message : message.withMore(more);
    }

    Message message() {
        return in("1/INBOX:1");
    }
}
