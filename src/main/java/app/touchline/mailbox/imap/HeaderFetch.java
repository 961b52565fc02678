package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.Trouble;

/** Fetches the headers of messages in the folder that is open, and sees to it that none the server has is left out. */
final class HeaderFetch {

    private static final Logger log = LoggerFactory.getLogger(HeaderFetch.class);

    /** Nothing else of a message is ever fetched. */
    private static final String HEADERS = String.join(" ", MessageParser.FIELDS);

    private static final String FETCH = "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (" + HEADERS + ")])";
    private static final String FETCH_WHOLE_HEADER = "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER])";

    /** When a server refuses this many single messages in a row, the fault is not the messages'. */
    private static final int REFUSED_IN_A_ROW = 25;

    /** So much of headers is held at once: 2,000 of the usual ones are three megabytes. */
    static final long MOST_BYTES = 24 << 20;

    private final Wire wire;
    private final String folder;
    private final long validity;
    private final boolean withDrafts;

    /** @param withDrafts whether drafts lie among the mail of this folder, which are then passed over */
    HeaderFetch(Wire wire, String folder, long validity, boolean withDrafts) {
        this.wire = wire;
        this.folder = folder;
        this.validity = validity;
        this.withDrafts = withDrafts;
    }

    /** What became of each number that was asked for: a message, gone (null), or unreadable. */
    static final class Fetched {

        final Map<Long, @Nullable Message> messages = new HashMap<>();
        final Map<Long, String> unreadable = new TreeMap<>();

        private long bytes;

        @Nullable
        MailTrouble cut;

        boolean knows(long uid) {
            return messages.containsKey(uid) || unreadable.containsKey(uid);
        }

        boolean isTooMuch() {
            return bytes > MOST_BYTES;
        }

        MailTrouble trouble() {
            return cut != null ? cut : new MailTrouble(new Trouble.Transient("The mail server gave no messages."));
        }
    }

    /** Those that the server does not give in one go are asked for singly; one that is there but never comes is unreadable. */
    Fetched of(long... uids) throws MailTrouble {
        var fetched = new Fetched();
        if (uids.length == 0) return fetched;
        try {
            fetchInto(fetched, uids, FETCH);
            var missing = Arrays.stream(uids).filter(uid -> !fetched.knows(uid)).toArray();
            if (missing.length > 0) fetchSingly(fetched, missing);
        } catch (MailTrouble cut) {
            fetched.cut = cut;
        }
        return fetched;
    }

    private void fetchSingly(Fetched fetched, long[] missing) throws MailTrouble {
        var stillThere = Arrays.stream(wire.present(missing)).boxed().collect(Collectors.toSet());
        int refused = 0;
        for (long uid : missing) {
            if (!stillThere.contains(uid)) {
                fetched.messages.put(uid, null);
                continue;
            }
            var one = new long[] {uid};
            fetchInto(fetched, one, FETCH);
            if (!fetched.knows(uid)) fetchInto(fetched, one, FETCH_WHOLE_HEADER);
            if (fetched.knows(uid)) {
                refused = 0;
                continue;
            }
            if (++refused >= REFUSED_IN_A_ROW && refused == missing.length)
                throw new MailTrouble(new Trouble.Transient("The mail server lists messages but gives none of them."));
            if (wire.search("UID SEARCH UID " + uid).length == 0) fetched.messages.put(uid, null);
            else fetched.unreadable.put(uid, "NotGiven");
        }
        log.debug("{} messages were asked for singly, {} cannot be read", missing.length, fetched.unreadable.size());
    }

    private void fetchInto(Fetched fetched, long[] uids, String items) throws MailTrouble {
        var asked = Arrays.stream(uids).sorted().toArray();
        for (var set : Uids.sets(uids)) {
            wire.command("UID FETCH " + set + " " + items, null, line -> {
                        var values = items(line);
                        if (!(values.get("UID") instanceof String number)) return;
                        long uid = Uids.number(number).orElse(-1L);
                        if (Arrays.binarySearch(asked, uid) < 0) return;
                        if (!(values.get("BODY") instanceof String text) || fetched.isTooMuch()) return;
                        var headers = text.getBytes(StandardCharsets.ISO_8859_1);
                        var at = InternalDate.of(values.get("INTERNALDATE"));
                        // of a server that does not say when it took a message in, even when asked for that one alone
                        if (at == null && items.equals(FETCH_WHOLE_HEADER)) at = MessageParser.sentTime(headers);
                        if (at == null) return;
                        if (withDrafts && isDraft(values.get("FLAGS"))) fetched.messages.put(uid, null);
                        else take(fetched, uid, at, headers);
                    })
                    .orCut();
            if (fetched.isTooMuch())
                throw new MailTrouble(new Trouble.TooMuchAtOnce("Messages have headers of many megabytes."));
        }
    }

    /** Reading a header never fails; should it do so, one message is put aside and not all behind it held up. */
    private void take(Fetched fetched, long uid, Instant at, byte[] headers) {
        fetched.bytes += headers.length;
        try {
            var id = new ProviderId(validity, folder, uid).toString();
            fetched.messages.put(uid, MessageParser.parse(id, at, headers));
        } catch (RuntimeException poison) {
            fetched.unreadable.put(uid, poison.getClass().getSimpleName());
        }
    }

    private static boolean isDraft(@Nullable Object flags) {
        return flags instanceof List<?> given
                && given.stream().anyMatch(flag -> "\\draft".equalsIgnoreCase(String.valueOf(flag)));
    }

    /** The items of a {@code * 12 FETCH (…)} line by name; whatever BODY[…] was asked for is called BODY. */
    static Map<String, @Nullable Object> items(String line) {
        var items = new HashMap<String, @Nullable Object>();
        var values = Wire.of("FETCH", line);
        if (values == null || values.isEmpty() || !(values.getFirst() instanceof List<?> pairs)) return items;
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            var name = String.valueOf(pairs.get(i));
            boolean body = name.regionMatches(true, 0, "BODY[", 0, 5);
            items.put(body ? "BODY" : name.toUpperCase(Locale.ROOT), pairs.get(i + 1));
        }
        return items;
    }
}
