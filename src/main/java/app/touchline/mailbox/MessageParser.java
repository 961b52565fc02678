package app.touchline.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads a raw header block into a {@link Message}. Takes whatever it is given; what cannot be read is left out. */
public final class MessageParser {

    /** Of more recipients than this the rest is not looked at. */
    static final int MOST_ADDRESSES = 2_000;

    private static final int MOST_REFERENCES = 200;
    private static final int LONGEST_ID = 1_000;

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

    private static final Pattern IN_ANGLES = Pattern.compile("<([^<>]{1,2000})>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

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
                messageId(fields.get("message-id")),
                ids(fields.get("in-reply-to")),
                ids(fields.get("references")),
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

    private static @Nullable String messageId(@Nullable String value) {
        if (value == null) return null;
        var ids = ids(value);
        if (!ids.isEmpty()) return ids.getFirst();
        var bare = BLANKS.matcher(value.replace("<", "").replace(">", "")).replaceAll("");
        return bare.isEmpty() ? null : shortened(bare);
    }

    private static List<String> ids(@Nullable String value) {
        if (value == null || value.isEmpty()) return List.of();
        var ids = new ArrayList<String>();
        var angles = IN_ANGLES.matcher(value);
        while (angles.find()) add(ids, angles.group(1));
        if (ids.isEmpty() && value.indexOf('<') < 0)
            for (var word : BLANKS.split(value)) if (word.indexOf('@') > 0) add(ids, word);
        // The first names the thread, the last ones what is answered.
        if (ids.size() > MOST_REFERENCES)
            ids.subList(1, ids.size() - MOST_REFERENCES + 1).clear();
        return ids;
    }

    private static void add(List<String> ids, String id) {
        var bare = BLANKS.matcher(id).replaceAll("");
        if (!bare.isEmpty()) ids.add(shortened(bare));
    }

    private static String shortened(String id) {
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
    }

    private static @Nullable String subject(@Nullable String value) {
        if (value == null) return null;
        return BLANKS.matcher(EncodedWords.decode(value)).replaceAll(" ").strip();
    }

    private static Map<String, String> classifying(Map<String, String> fields) {
        var kept = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (CLASSIFYING.contains(name)) kept.put(name, value);
        });
        return kept;
    }
}
