package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;

import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Beginning;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.More;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.Unreadable;

/**
 * One signed-in conversation with an IMAP server. Folders are only ever examined, never selected, and mail only peeked
 * at: nothing in the mailbox changes.
 */
final class ImapVisit implements Visit {

    private static final Logger log = LoggerFactory.getLogger(ImapVisit.class);

    /** The headers that attribute and classify a message; nothing else of it is ever fetched. */
    private static final String HEADERS =
            "Message-ID In-Reply-To References From Sender Reply-To To Cc Bcc Subject Date"
                    + " Return-Path Delivered-To Auto-Submitted X-Auto-Response-Suppress X-Autoreply X-Autorespond X-Autoresponder"
                    + " Precedence List-Id List-Unsubscribe List-Post Feedback-ID X-Failed-Recipients Content-Type Content-Class"
                    + " X-MS-Exchange-Inbox-Rules-Loop X-MS-Exchange-Generated-Message-Source X-MS-Exchange-Message-Is-Ndr X-Loop"
                    + " X-Mailer Resent-From";

    private static final String FETCH = "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (" + HEADERS + ")])";
    private static final String FETCH_WHOLE_HEADER = "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER])";
    private static final String FETCH_MORE = "(UID BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (Received)])";

    /** Folders above this are searched range by range, so that no answer lists a million numbers at once. */
    private static final long SEARCHED_AT_ONCE = 100_000;

    /** When a server refuses this many single messages in a row, the fault is not the messages'. */
    private static final int REFUSED_IN_A_ROW = 25;

    private static final DateTimeFormatter SEARCH_DAY = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

    private final Store store;
    private final Wire wire;
    private final Map<String, Boolean> holdsDrafts = new HashMap<>();
    private @Nullable Examined examined;
    private @Nullable Waiting waiting;

    ImapVisit(Store store) throws MailTrouble {
        this.store = store;
        this.wire = new Wire(store);
    }

    /** A folder as the server showed it when it was opened. */
    private record Examined(String folder, long validity, long messages) {}

    /** Numbers found by the last search and not yet handed out, in the order of the lane; below them, not yet searched. */
    private record Waiting(Lane lane, Place at, Instant since, long[] uids, long notSearchedBelow) {}

    // ---- folders

    @Override
    public List<SeenFolder> folders() throws MailTrouble {
        var capabilities = capabilities();
        boolean gmail = capabilities.contains("X-GM-EXT-1");
        var foreign = capabilities.contains("NAMESPACE") ? othersFolders() : List.<String>of();
        var listed = new ArrayList<Listed>();
        var list = capabilities.contains("SPECIAL-USE") && capabilities.contains("LIST-EXTENDED")
                ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)"
                : "LIST \"\" \"*\"";
        wire.command(list, null, line -> Listed.of(line).ifPresent(listed::add)).orCut();
        var all =
                listed.stream().filter(folder -> folder.flags.contains("\\all")).toList();
        boolean oneForAll = gmail && !all.isEmpty();
        var kept = new ArrayList<Listed>();
        for (var folder : listed) {
            if (oneForAll && !folder.flags.contains("\\all")) continue;
            if (FolderRules.leftOut(folder.flags, folder.path(), gmail)) continue;
            if (foreign.stream().anyMatch(folder.name::startsWith)) continue;
            if (listed.stream()
                    .anyMatch(above -> folder.isUnder(above)
                            && FolderRules.leftOut(above.flags, above.path(), gmail)
                            && !above.flags.contains("\\noselect")
                            && !above.flags.contains("\\nonexistent"))) continue;
            holdsDrafts.put(folder.name, folder.flags.contains("\\all"));
            kept.add(folder);
        }
        var seen = new ArrayList<SeenFolder>();
        for (var folder : kept) seen.add(new SeenFolder(folder.name, folder.title(), state(folder.name)));
        return seen;
    }

    /** @param name as the server writes it (modified UTF-7, one char per byte) */
    private record Listed(List<String> flags, @Nullable String delimiter, String name) {

        static Optional<Listed> of(String line) {
            var values = Wire.of("LIST", line);
            if (values == null || values.size() < 3 || !(values.get(2) instanceof String name)) return Optional.empty();
            var flags = values.get(0) instanceof List<?> given
                    ? given.stream()
                            .map(flag -> String.valueOf(flag).toLowerCase(Locale.ROOT))
                            .toList()
                    : List.<String>of();
            return Optional.of(
                    new Listed(flags, values.get(1) instanceof String one && !one.isEmpty() ? one : null, name));
        }

        String title() {
            if (name.chars().anyMatch(c -> c > 126))
                return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            try {
                return BASE64MailboxDecoder.decode(name);
            } catch (RuntimeException notEncoded) {
                return name;
            }
        }

        List<String> path() {
            return delimiter == null
                    ? List.of(title())
                    : List.of(title().split(java.util.regex.Pattern.quote(delimiter)));
        }

        boolean isUnder(Listed above) {
            return delimiter != null && name.startsWith(above.name + delimiter);
        }
    }

    private String capabilities() throws MailTrouble {
        var said = new StringBuilder(" ");
        wire.command("CAPABILITY", null, line -> {
            if (Wire.of("CAPABILITY", line) != null)
                said.append(line.toUpperCase(Locale.ROOT)).append(' ');
        });
        return said.toString();
    }

    /** Where other people's folders are: their owners have not agreed to be read. */
    private List<String> othersFolders() throws MailTrouble {
        var prefixes = new ArrayList<String>();
        wire.command("NAMESPACE", null, line -> {
            var namespaces = Wire.of("NAMESPACE", line);
            if (namespaces != null && namespaces.size() > 1 && namespaces.get(1) instanceof List<?> others)
                for (var other : others)
                    if (other instanceof List<?> pair
                            && !pair.isEmpty()
                            && pair.getFirst() instanceof String prefix
                            && !prefix.isEmpty()) prefixes.add(prefix);
        });
        return prefixes;
    }

    /** Two equal states mean that nothing came in between; null where the server does not tell enough. */
    private @Nullable String state(String folder) throws MailTrouble {
        var found = new HashMap<String, String>();
        wire.command("STATUS", named(folder).writeAtom("(UIDVALIDITY UIDNEXT)"), line -> {
                    var values = Wire.of("STATUS", line);
                    if (values != null && values.size() > 1 && values.getLast() instanceof List<?> pairs)
                        for (int i = 0; i + 1 < pairs.size(); i += 2)
                            found.put(
                                    String.valueOf(pairs.get(i)).toUpperCase(Locale.ROOT),
                                    String.valueOf(pairs.get(i + 1)));
                })
                .orCut();
        var validity = found.get("UIDVALIDITY");
        var next = found.get("UIDNEXT");
        return validity == null || next == null ? null : validity + "/" + next;
    }

    private static Argument named(String folder) {
        return new Argument().writeString(folder, StandardCharsets.ISO_8859_1);
    }

    // ---- opening

    private Examined examine(String folder) throws MailTrouble {
        if (examined != null && examined.folder.equals(folder)) return examined;
        examined = null;
        waiting = null;
        var numbers = new HashMap<String, Long>();
        var ended = wire.command("EXAMINE", named(folder), line -> readNumbers(line, numbers))
                .orCut();
        if (!ended.ok()) throw new MailTrouble(Troubles.notOpened(ended.text()));
        examined = new Examined(folder, numbers.getOrDefault("UIDVALIDITY", 0L), numbers.getOrDefault("EXISTS", 0L));
        return examined;
    }

    private static void readNumbers(String line, Map<String, Long> numbers) {
        var words = line.toUpperCase(Locale.ROOT).replaceAll("[\\[\\]]", " ").split("\\s+");
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("EXISTS")) number(words[i - 1]).ifPresent(n -> numbers.put("EXISTS", n));
            if (words[i].equals("UIDVALIDITY") && i + 1 < words.length)
                number(words[i + 1]).ifPresent(n -> numbers.put("UIDVALIDITY", n));
        }
    }

    private static Optional<Long> number(String word) {
        return word.matches("\\d{1,18}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
    }

    private Examined examineSame(String folder, Place at) throws MailTrouble {
        var now = examine(folder);
        if (now.validity != at.validity())
            throw new MailTrouble(new Trouble.CursorInvalid("The server has numbered the folder anew."));
        return now;
    }

    @Override
    public Beginning begin(String folder, @Nullable Instant readTo) throws MailTrouble {
        examined = null; // asked again, for a server that changes its mind
        var now = examine(folder);
        long highest = now.messages == 0
                ? 0
                : Arrays.stream(search("UID SEARCH UID *")).max().orElse(0);
        if (highest == 0 && now.messages > 0)
            highest = Arrays.stream(search("UID SEARCH ALL")).max().orElse(0);
        return new Beginning(
                new Place(now.validity, highest).toString(), new Place(now.validity, highest + 1).toString());
    }

    // ---- reading

    @Override
    public Batch next(String folder, Lane lane, String cursor, Instant since, int limit) throws MailTrouble {
        var at = Place.of(cursor);
        var now = examineSame(folder, at);
        if (waiting == null || waiting.lane != lane || !waiting.at.equals(at) || !waiting.since.equals(since))
            waiting = lane == Lane.LIVE ? above(at, since) : below(at, since, now);
        var found = waiting;
        var wanted = Arrays.copyOf(found.uids, Math.min(limit, found.uids.length));
        var fetched = fetch(folder, wanted);

        int usable = 0;
        while (usable < wanted.length && fetched.knows(wanted[usable])) usable++;
        if (usable == 0 && wanted.length > 0) throw fetched.trouble();
        var messages = new ArrayList<Message>();
        var unreadable = new ArrayList<Unreadable>();
        for (int i = 0; i < usable; i++) {
            var message = fetched.messages.get(wanted[i]);
            if (message != null && !message.receivedAt().isBefore(since)) messages.add(message);
            var error = fetched.unreadable.get(wanted[i]);
            if (error != null)
                unreadable.add(new Unreadable(new ProviderId(at.validity(), folder, wanted[i]).toString(), error));
        }
        var rest = Arrays.copyOfRange(found.uids, usable, found.uids.length);
        boolean done = rest.length == 0 && found.notSearchedBelow <= 1;
        var next = next(lane, at, wanted, usable, rest, found.notSearchedBelow);
        waiting = new Waiting(lane, next, since, rest, found.notSearchedBelow);
        if (rest.length == 0) waiting = null;
        if (fetched.cut != null) examined = null;
        return new Batch(
                messages, unreadable, next.toString(), done, rest.length + estimate(found.notSearchedBelow, now));
    }

    private static Place next(Lane lane, Place at, long[] wanted, int usable, long[] rest, long notSearchedBelow) {
        if (lane == Lane.LIVE) return usable == 0 ? at : new Place(at.validity(), wanted[usable - 1]);
        if (rest.length > 0) return new Place(at.validity(), wanted[usable - 1]);
        return new Place(at.validity(), Math.max(1, notSearchedBelow));
    }

    /** How many may lie in what was not searched yet, if the numbers are spread evenly. */
    private static long estimate(long notSearchedBelow, Examined now) {
        return notSearchedBelow <= 1 ? 0 : Math.min(now.messages, notSearchedBelow);
    }

    /** {@code n:*} names the newest message even when it is older than n: it was read before, and is dropped. */
    private Waiting above(Place at, Instant since) throws MailTrouble {
        var found = search("UID SEARCH UID " + (at.uid() + 1) + ":*");
        var newer = Arrays.stream(found)
                .filter(uid -> uid > at.uid())
                .sorted()
                .distinct()
                .toArray();
        return new Waiting(Lane.LIVE, at, since, newer, 0);
    }

    /**
     * Numbers are not strictly in the order of dates (moved mail gets new ones), so the server says which messages are
     * new enough. Its day may be another than ours: a day more is asked for, and the exact time decided afterwards.
     */
    private Waiting below(Place at, Instant since, Examined now) throws MailTrouble {
        var day = SEARCH_DAY.format(LocalDate.ofInstant(since, ZoneOffset.UTC).minusDays(1));
        long top = at.uid() - 1;
        long width = now.messages <= SEARCHED_AT_ONCE ? Long.MAX_VALUE : SEARCHED_AT_ONCE;
        while (top >= 1) {
            long bottom = width >= top ? 1 : top - width + 1;
            long from = bottom;
            long to = top;
            var found = Arrays.stream(search("UID SEARCH UID " + from + ":" + to + " SINCE " + day))
                    .filter(uid -> uid >= from && uid <= to)
                    .sorted()
                    .distinct()
                    .toArray();
            if (found.length > 0 || bottom == 1) return new Waiting(Lane.DOWN, at, since, reversed(found), bottom);
            top = bottom - 1;
            width = width > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : width * 4;
        }
        return new Waiting(Lane.DOWN, at, since, new long[0], 1);
    }

    private static long[] reversed(long[] ascending) {
        var descending = new long[ascending.length];
        for (int i = 0; i < ascending.length; i++) descending[i] = ascending[ascending.length - 1 - i];
        return descending;
    }

    private long[] search(String command) throws MailTrouble {
        var found = new long[][] {new long[0]};
        var ended = wire.command(command, null, line -> {
                    if (line.regionMatches(true, 0, "* SEARCH", 0, 8)) found[0] = Uids.ofSearch(line, found[0]);
                })
                .orCut();
        if (!ended.ok())
            throw new MailTrouble(new Trouble.Transient(
                    "The mail server refuses to search: " + ended.text().strip()));
        return found[0];
    }

    // ---- fetching

    /** What became of each number that was asked for: a message, gone (null), or unreadable. */
    private static final class Fetched {

        final Map<Long, @Nullable Message> messages = new HashMap<>();
        final Map<Long, String> unreadable = new TreeMap<>();

        @Nullable
        MailTrouble cut;

        boolean knows(long uid) {
            return messages.containsKey(uid) || unreadable.containsKey(uid);
        }

        MailTrouble trouble() {
            return cut != null ? cut : new MailTrouble(new Trouble.Transient("The mail server gave no messages."));
        }
    }

    /** Those that the server does not give in one go are asked for singly; one that is there but never comes is unreadable. */
    private Fetched fetch(String folder, long[] uids) throws MailTrouble {
        var fetched = new Fetched();
        if (uids.length == 0) return fetched;
        try {
            fetchInto(fetched, folder, uids, FETCH);
            var missing = Arrays.stream(uids).filter(uid -> !fetched.knows(uid)).toArray();
            if (missing.length > 0) fetchSingly(fetched, folder, missing);
        } catch (MailTrouble cut) {
            fetched.cut = cut;
        }
        return fetched;
    }

    private void fetchSingly(Fetched fetched, String folder, long[] missing) throws MailTrouble {
        var stillThere = Arrays.stream(search("UID SEARCH UID " + Uids.set(missing)))
                .boxed()
                .toList();
        int refused = 0;
        for (long uid : missing) {
            if (!stillThere.contains(uid)) {
                fetched.messages.put(uid, null);
                continue;
            }
            var one = new long[] {uid};
            fetchInto(fetched, folder, one, FETCH);
            if (!fetched.knows(uid)) fetchInto(fetched, folder, one, FETCH_WHOLE_HEADER);
            if (fetched.knows(uid)) {
                refused = 0;
                continue;
            }
            if (++refused >= REFUSED_IN_A_ROW && refused == missing.length)
                throw new MailTrouble(new Trouble.Transient("The mail server lists messages but gives none of them."));
            if (search("UID SEARCH UID " + uid).length == 0) fetched.messages.put(uid, null);
            else fetched.unreadable.put(uid, "NotGiven");
        }
        log.debug("{} messages were asked for singly, {} cannot be read", missing.length, fetched.unreadable.size());
    }

    private void fetchInto(Fetched fetched, String folder, long[] uids, String items) throws MailTrouble {
        long validity = java.util.Objects.requireNonNull(examined).validity;
        boolean withDrafts = holdsDrafts.getOrDefault(folder, false);
        wire.command("UID FETCH " + Uids.set(uids) + " " + items, null, line -> {
                    var values = items(line);
                    if (!(values.get("UID") instanceof String number)
                            || number(number).isEmpty()) return;
                    long uid = Long.parseLong(number);
                    if (Arrays.stream(uids).noneMatch(asked -> asked == uid)) return;
                    var at = InternalDate.of(values.get("INTERNALDATE"));
                    if (at == null || !(values.get("BODY") instanceof String headers)) return;
                    if (withDrafts && isDraft(values.get("FLAGS"))) {
                        fetched.messages.put(uid, null);
                        return;
                    }
                    var id = new ProviderId(validity, folder, uid).toString();
                    fetched.messages.put(
                            uid, MessageParser.parse(id, at, headers.getBytes(StandardCharsets.ISO_8859_1)));
                })
                .orCut();
    }

    private static boolean isDraft(@Nullable Object flags) {
        return flags instanceof List<?> given
                && given.stream().anyMatch(flag -> "\\draft".equalsIgnoreCase(String.valueOf(flag)));
    }

    /** The items of a {@code * 12 FETCH (…)} line by name; whatever BODY[…] was asked for is called BODY. */
    private static Map<String, @Nullable Object> items(String line) {
        var items = new HashMap<String, @Nullable Object>();
        var values = Wire.of("FETCH", line);
        if (values == null || values.isEmpty() || !(values.getFirst() instanceof List<?> pairs)) return items;
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            var name = String.valueOf(pairs.get(i)).toUpperCase(Locale.ROOT);
            items.put(name.startsWith("BODY[") ? "BODY" : name, pairs.get(i + 1));
        }
        return items;
    }

    @Override
    public Map<String, More> more(Collection<String> providerIds) throws MailTrouble {
        var more = new HashMap<String, More>();
        for (var ids : byFolder(providerIds)) {
            var first = ids.getFirst();
            wire.command("UID FETCH " + Uids.set(examined(ids)) + " " + FETCH_MORE, null, line -> {
                        var values = items(line);
                        if (!(values.get("UID") instanceof String number)) return;
                        number(number)
                                .map(uid -> new ProviderId(first.validity(), first.folder(), uid))
                                .filter(ids::contains)
                                .ifPresent(id -> more.put(
                                        id.toString(),
                                        new More(
                                                Structure.hasCalendarPart(values.get("BODYSTRUCTURE")),
                                                InternalDate.ofNewestReceived(values.get("BODY")))));
                    })
                    .orCut();
        }
        return more;
    }

    @Override
    public Set<String> gone(Collection<String> providerIds) throws MailTrouble {
        var gone = new HashSet<>(providerIds);
        for (var ids : byFolder(providerIds)) {
            var first = ids.getFirst();
            for (long uid : search("UID SEARCH UID " + Uids.set(examined(ids))))
                gone.remove(new ProviderId(first.validity(), first.folder(), uid).toString());
        }
        return gone;
    }

    private static Collection<List<ProviderId>> byFolder(Collection<String> providerIds) {
        return providerIds.stream()
                .flatMap(id -> ProviderId.of(id).stream())
                .collect(Collectors.groupingBy(ProviderId::folder))
                .values();
    }

    /** Opens the folder in which these lie; gives their numbers there. */
    private long[] examined(List<ProviderId> inOneFolder) throws MailTrouble {
        var first = inOneFolder.getFirst();
        examineSame(first.folder(), new Place(first.validity(), first.uid()));
        return inOneFolder.stream().mapToLong(ProviderId::uid).toArray();
    }

    @Override
    public Optional<Message> refetch(String providerId) throws MailTrouble {
        var place = ProviderId.of(providerId).orElse(null);
        if (place == null) return Optional.empty();
        if (examine(place.folder()).validity != place.validity()) return Optional.empty();
        var fetched = fetch(place.folder(), new long[] {place.uid()});
        if (fetched.cut != null) throw fetched.cut;
        return Optional.ofNullable(fetched.messages.get(place.uid()));
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException alreadyGone) {
            log.debug("The connection was gone before it was closed");
        }
    }
}
