package app.touchline.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One copy of a message as it lies in a mailbox: who, when, which thread, and the few headers that tell a person's mail
 * from a machine's. Never a body.
 *
 * @param providerId names the copy within its mailbox. What stands before the last colon is its place (IMAP: folder and
 *     UIDVALIDITY): two ids in one place are two messages
 * @param receivedAt when the server took it in (IMAP: INTERNALDATE)
 * @param messageId without angle brackets; none if the header is missing or empty
 * @param inReplyTo Message-IDs without angle brackets
 * @param references Message-IDs without angle brackets, oldest first
 * @param from usually one; the first decides the direction
 * @param sentAt the Date header, as it stands there; none if it cannot be read
 * @param headers the headers that classify, by lower-case name, each its first value, unfolded and decoded
 * @param more what a second fetch brought, if one was made
 * @param conversation the server's own name of its thread, different in every mailbox; null where it has none
 */
public record Message(
        String providerId,
        Instant receivedAt,
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        List<Participant> from,
        @Nullable Participant sender,
        List<Participant> to,
        List<Participant> cc,
        List<Participant> bcc,
        @Nullable String subject,
        @Nullable Instant sentAt,
        Map<String, String> headers,
        @Nullable More more,
        @Nullable String conversation) {

    /**
     * An address on a message.
     *
     * @param address lower case, its domain in ASCII, without comments, quotes that it does not need, or a route
     * @param name the display name, decoded; empty if there is none
     */
    public record Participant(String address, String name) {}

    public Message {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        from = List.copyOf(from);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        headers = Map.copyOf(headers);
    }

    public Message withMore(More found) {
        return with(found, conversation);
    }

    public Message inConversation(@Nullable String name) {
        return with(more, name);
    }

    private Message with(@Nullable More found, @Nullable String thread) {
        return new Message(
                providerId,
                receivedAt,
                messageId,
                inReplyTo,
                references,
                from,
                sender,
                to,
                cc,
                bcc,
                subject,
                sentAt,
                headers,
                found,
                thread);
    }

    /** The address that wrote it; empty if none can be read. */
    public String author() {
        if (!from.isEmpty()) return from.getFirst().address();
        return sender == null ? "" : sender.address();
    }

    /** A header that classifies, or null. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    boolean has(String name) {
        return header(name) != null;
    }

    /** Where in the mailbox the copy lies: two ids in one place are two messages. */
    String place() {
        return placeOf(providerId);
    }

    static String placeOf(String providerId) {
        var colon = providerId.lastIndexOf(':');
        return colon < 0 ? "" : providerId.substring(0, colon);
    }
}
