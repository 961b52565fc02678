package app.touchline.mailbox;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Message.Participant;
import app.touchline.touch.Hash;

/** By what a message is recognised in another mailbox; only hashes, as they are kept. */
final class MessageKey {

    private MessageKey() {}

    /** The Message-ID and who wrote it; without one, what else does not change on the way (never Bcc: one copy has it). */
    static String of(Message message) {
        var id = message.messageId();
        if (id != null) return Hash.of(normalised(id), message.author());
        var dated = message.sentAt() == null ? message.receivedAt() : message.sentAt();
        return "syn:"
                + Hash.of(
                        message.author(),
                        Long.toString(dated.getEpochSecond()),
                        Hash.of(subject(message)),
                        recipients(message.to()),
                        recipients(message.cc()));
    }

    /** For a Message-ID that was rewritten on the way. Null where there is no recipient to go by. */
    static @Nullable String fingerprint(Message message) {
        var recipients = recipients(
                Stream.concat(message.to().stream(), message.cc().stream()).toList());
        if (recipients.isEmpty() || message.author().isEmpty()) return null;
        return Hash.of(message.author(), Hash.of(subject(message)), recipients);
    }

    static String reference(String messageId) {
        return Hash.of(normalised(messageId));
    }

    static String conversation(String name) {
        return Hash.of("conversation", name);
    }

    private static String normalised(String messageId) {
        var at = messageId.lastIndexOf('@');
        return at < 0
                ? messageId
                : messageId.substring(0, at) + messageId.substring(at).toLowerCase(Locale.ROOT);
    }

    private static String subject(Message message) {
        return message.subject() == null ? "" : message.subject();
    }

    private static String recipients(List<Participant> participants) {
        return participants.stream()
                .map(Participant::address)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }
}
