package app.touchline.mailbox.graph;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.graph.models.Recipient;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Message;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.More;

/**
 * Reads a message of Graph's by the same rules as one from an IMAP server: its header block is put together again and goes
 * through the same parser, so that both copies of a message are known to be one. What the transport's headers do not say,
 * or where there are none (our own sent copies), Graph's own fields say.
 */
final class Letterhead {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /** Of a conversation's index, the part that all its messages share: who began it and when. */
    private static final int CONVERSATION_ROOT = 22;

    /** The transport has put on many more, and longer ones, than are read. */
    private static final Set<String> READ =
            Stream.concat(MessageParser.FIELDS.stream(), Stream.of("received")).collect(Collectors.toUnmodifiableSet());

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");
    private static final Pattern NOT_IN_AN_ADDRESS = Pattern.compile("[\\p{Cntrl}<>]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final StringBuilder block = new StringBuilder();
    private final Set<String> there = new HashSet<>();

    private Letterhead() {}

    /** @param mailbox a conversation's id means something within this mailbox only */
    static Message read(com.microsoft.graph.models.Message message, String mailbox) {
        var raw = new Letterhead().of(message).getBytes(StandardCharsets.UTF_8);
        var receivedAt = message.getReceivedDateTime();
        if (receivedAt == null) throw new IllegalArgumentException("a message without the time it came");
        var parsed = MessageParser.parse(providerId(message), receivedAt.toInstant(), raw);
        return parsed.withMore(new More(isCalendar(message), MessageParser.receivedTime(raw)))
                .inConversation(conversation(message, mailbox));
    }

    /** The folder in short and the immutable id; in one folder, two ids are two messages. */
    static String providerId(com.microsoft.graph.models.Message message) {
        var folder = message.getParentFolderId();
        return Integer.toHexString(folder == null ? 0 : folder.hashCode()) + ":" + message.getId();
    }

    private String of(com.microsoft.graph.models.Message message) {
        var headers = message.getInternetMessageHeaders();
        if (headers != null)
            for (var header : headers)
                if (header.getName() != null && header.getValue() != null) field(header.getName(), header.getValue());
        missing("Message-ID", message.getInternetMessageId());
        missing("From", one(message.getFrom()));
        missing("Sender", one(message.getSender()));
        missing("To", all(message.getToRecipients()));
        missing("Cc", all(message.getCcRecipients()));
        missing("Bcc", all(message.getBccRecipients()));
        missing("Subject", message.getSubject());
        missing("Date", date(message.getSentDateTime()));
        // which message is answered is not said, only that one is: a phrase, as old mail programs wrote it
        if (isAnswer(message.getConversationIndex())) missing("In-Reply-To", "an earlier message of the conversation");
        return block.append("\r\n").toString();
    }

    /** Each answer adds five bytes to the index of what it answers. */
    private static boolean isAnswer(byte @Nullable [] conversationIndex) {
        return conversationIndex != null && conversationIndex.length > CONVERSATION_ROOT;
    }

    private void missing(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !there.contains(name.toLowerCase(Locale.ROOT))) field(name, value);
    }

    private void field(String name, String value) {
        var field = name.toLowerCase(Locale.ROOT);
        if (!READ.contains(field)) return;
        there.add(field);
        block.append(field)
                .append(": ")
                .append(LINE_ENDS.matcher(value).replaceAll(" "))
                .append("\r\n");
    }

    private static @Nullable String all(@Nullable List<Recipient> recipients) {
        return recipients == null
                ? null
                : recipients.stream()
                        .map(Letterhead::one)
                        .filter(each -> each != null)
                        .collect(Collectors.joining(", "));
    }

    /** Inside an organisation an address may be one of Exchange's own, which nobody outside has. */
    private static @Nullable String one(@Nullable Recipient recipient) {
        var who = recipient == null ? null : recipient.getEmailAddress();
        var address = who == null ? null : who.getAddress();
        if (who == null || address == null || address.indexOf('@') < 1) return null;
        var bare = NOT_IN_AN_ADDRESS.matcher(address).replaceAll("");
        var name = who.getName();
        return name == null || name.isBlank() || name.equals(address)
                ? "<" + bare + ">"
                : "\""
                        + CONTROL.matcher(name)
                                .replaceAll(" ")
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"") + "\" <" + bare + ">";
    }

    private static @Nullable String date(@Nullable OffsetDateTime at) {
        return at == null ? null : DATE.format(at.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static boolean isCalendar(com.microsoft.graph.models.Message message) {
        var type = message.getOdataType();
        return type != null && (type.contains("eventMessage") || type.contains("calendarSharingMessage"));
    }

    private static @Nullable String conversation(com.microsoft.graph.models.Message message, String mailbox) {
        if (message.getConversationId() == null) return null;
        var index = message.getConversationIndex();
        var root = index == null || index.length < CONVERSATION_ROOT
                ? ""
                : Base64.getEncoder().encodeToString(Arrays.copyOf(index, CONVERSATION_ROOT));
        return mailbox + "|" + message.getConversationId() + "|" + root;
    }
}
