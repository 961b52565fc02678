package app.touchline.mailbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Reads a raw header block into a {@link Message}. Takes whatever it is given; what cannot be read is left out. */
public final class MessageParser {

    /** Of more recipients than this the rest is not looked at. */
    static final int MOST_ADDRESSES = 2_000;

    /** A page may have 2,000 messages: none may hold a megabyte. */
    private static final int LONGEST_SUBJECT = 10_000;

    private static final int LONGEST_VALUE = 10_000;

    private static final List<String> NAMED =
            List.of("message-id", "in-reply-to", "references", "from", "sender", "to", "cc", "bcc", "subject", "date");

    /** What {@link Classification} looks at. */
    private static final Set<String> CLASSIFYING = Set.of(
            "auto-submitted",
            "content-class",
            "content-type",
            "feedback-id",
            "in-reply-to",
            "list-id",
            "list-post",
            "list-unsubscribe",
            "precedence",
            "return-path",
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-failed-recipients",
            "x-ms-exchange-generated-message-source",
            "x-ms-exchange-message-is-ndr");

    /** The names of all fields that are read; a source need not fetch any other. */
    public static final List<String> FIELDS = Stream.concat(
                    NAMED.stream(), CLASSIFYING.stream().sorted())
            .distinct()
            .toList();

    private MessageParser() {}

    /**
     * Never throws, and takes time in proportion to the bytes.
     *
     * @param rawHeaders the header block; anything after the empty line that ends it is ignored
     */
    public static Message parse(String providerId, Instant receivedAt, byte[] rawHeaders) {
        var fields = HeaderBlock.read(rawHeaders);
        var to = AddressHeader.recipients(fields.get("to"), MOST_ADDRESSES);
        var cc = AddressHeader.recipients(fields.get("cc"), MOST_ADDRESSES - to.size());
        var bcc = AddressHeader.recipients(fields.get("bcc"), MOST_ADDRESSES - to.size() - cc.size());
        return new Message(
                providerId,
                receivedAt,
                MessageIds.own(fields.get("message-id")),
                MessageIds.all(fields.get("in-reply-to")),
                MessageIds.all(fields.get("references")),
                AddressHeader.authors(fields.get("from")),
                AddressHeader.authors(fields.get("sender")).stream().findFirst().orElse(null),
                to,
                cc,
                bcc,
                subject(fields.get("subject")),
                DateHeader.parse(fields.get("date")),
                classifying(fields),
                null,
                null);
    }

    /** The time in a raw Received field; for sources that fetch the newest one. */
    public static @Nullable Instant receivedTime(byte[] rawHeaders) {
        return DateHeader.ofReceived(HeaderBlock.read(rawHeaders).get("received"));
    }

    /** The time in a raw Date field; for servers that do not tell when they took a message in. */
    public static @Nullable Instant sentTime(byte[] rawHeaders) {
        return DateHeader.parse(HeaderBlock.read(rawHeaders).get("date"));
    }

    private static @Nullable String subject(@Nullable String value) {
        if (value == null) return null;
        return cut(Blanks.single(EncodedWords.decode(value)).strip(), LONGEST_SUBJECT);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static Map<String, String> classifying(Map<String, String> fields) {
        var kept = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (CLASSIFYING.contains(name)) kept.put(name, cut(value, LONGEST_VALUE));
        });
        return kept;
    }
}
