package app.touchline.mailbox.imap;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;

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
import app.touchline.mailbox.More;
import app.touchline.mailbox.Names;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.Unreadable;

/**
 * One signed-in conversation with an IMAP server. Folders are only ever examined, never selected, and mail only peeked
 * at: nothing in the mailbox changes.
 */
final class ImapVisit implements Visit {

    private static final Logger log = LoggerFactory.getLogger(ImapVisit.class);

    private static final String FETCH_MORE = "(UID BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (Received)])";

    /** Folders above this are searched range by range, so that no answer lists a million numbers at once. */
    private static final long SEARCHED_AT_ONCE = 100_000;

    private static final int LARGEST_PAGE = 2_000;

    private static final DateTimeFormatter SEARCH_DAY = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

    private final Store store;
    private final Wire wire;
    private final FolderList list;
    private final NameSearch nameSearch;
    private @Nullable Examined examined;
    private @Nullable Waiting waiting;

    ImapVisit(Store store) throws MailTrouble {
        this.store = store;
        this.wire = new Wire(store);
        this.list = new FolderList(wire);
        this.nameSearch = new NameSearch(wire);
    }

    /** A folder as the server showed it when it was opened. */
    private record Examined(String folder, long validity, long messages) {}

    /**
     * Numbers found by the last search and not yet handed out, in the order of the lane; below them, not yet searched.
     *
     * @param names whose mail was searched for; null for everybody's
     */
    private record Waiting(
            Lane lane, Place at, Instant since, @Nullable Names names, long[] uids, long notSearchedBelow) {

        boolean isFor(Lane otherLane, Place otherPlace, Instant otherSince, @Nullable Names otherNames) {
            return lane == otherLane
                    && at.equals(otherPlace)
                    && since.equals(otherSince)
                    && Objects.equals(names, otherNames);
        }
    }

    @Override
    public List<SeenFolder> folders() throws MailTrouble {
        return list.seen();
    }

    @Override
    public int largestPage() {
        return LARGEST_PAGE;
    }

    // ---- opening

    private Examined examine(String folder) throws MailTrouble {
        if (examined != null && examined.folder.equals(folder)) return examined;
        examined = null;
        waiting = null;
        var numbers = new HashMap<String, Long>();
        var ended = wire.command("EXAMINE", Wire.named(folder), line -> readNumbers(line, numbers))
                .orCut();
        if (!ended.ok()) throw new MailTrouble(Troubles.notOpened(ended.text()));
        examined = new Examined(folder, numbers.getOrDefault("UIDVALIDITY", 0L), numbers.getOrDefault("EXISTS", 0L));
        return examined;
    }

    private static void readNumbers(String line, Map<String, Long> numbers) {
        var words = line.toUpperCase(Locale.ROOT).replaceAll("[\\[\\]]", " ").split("\\s+");
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("EXISTS")) Uids.number(words[i - 1]).ifPresent(n -> numbers.put("EXISTS", n));
            if (words[i].equals("UIDVALIDITY") && i + 1 < words.length)
                Uids.number(words[i + 1]).ifPresent(n -> numbers.put("UIDVALIDITY", n));
        }
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
                : Arrays.stream(wire.search("UID SEARCH UID *")).max().orElse(0);
        if (highest == 0 && now.messages > 0)
            highest = Arrays.stream(wire.search("UID SEARCH ALL")).max().orElse(0);
        return new Beginning(
                new Place(now.validity, highest).toString(), new Place(now.validity, highest + 1).toString());
    }

    // ---- reading

    @Override
    public Batch next(String folder, Lane lane, String cursor, Instant since, int limit) throws MailTrouble {
        return Objects.requireNonNull(batch(folder, lane, null, cursor, since, limit));
    }

    @Override
    public @Nullable Batch found(String folder, Names names, String cursor, Instant since, int limit)
            throws MailTrouble {
        var now = examineSame(folder, Place.of(cursor));
        if (!NameSearch.canExpress(names)) return null;
        if (!nameSearch.isTrusted(top -> fetch(now, top))) return null;
        return batch(folder, Lane.DOWN, names, cursor, since, limit);
    }

    /** Null where the server does not search for names. */
    private @Nullable Batch batch(
            String folder, Lane lane, @Nullable Names names, String cursor, Instant since, int limit)
            throws MailTrouble {
        var at = Place.of(cursor);
        var now = examineSame(folder, at);
        if (waiting == null || !waiting.isFor(lane, at, since, names))
            waiting = lane == Lane.LIVE ? above(at, since) : below(at, since, names, now);
        var found = waiting;
        if (found == null) return null;
        var wanted = Arrays.copyOf(found.uids, Math.min(limit, found.uids.length));
        var fetched = fetch(now, wanted);

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
        waiting = new Waiting(lane, next, since, names, rest, found.notSearchedBelow);
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
        var found = wire.search("UID SEARCH UID " + (at.uid() + 1) + ":*");
        var newer = Arrays.stream(found)
                .filter(uid -> uid > at.uid())
                .sorted()
                .distinct()
                .toArray();
        return new Waiting(Lane.LIVE, at, since, null, newer, 0);
    }

    /**
     * Numbers are not strictly in the order of dates (moved mail gets new ones), so the server says which messages are
     * new enough. Its day may be another than ours: a day more is asked for, and the exact time decided afterwards.
     */
    private @Nullable Waiting below(Place at, Instant since, @Nullable Names names, Examined now) throws MailTrouble {
        var day = SEARCH_DAY.format(LocalDate.ofInstant(since, ZoneOffset.UTC).minusDays(1));
        long top = at.uid() - 1;
        long width = now.messages <= SEARCHED_AT_ONCE ? Long.MAX_VALUE : SEARCHED_AT_ONCE;
        while (top >= 1) {
            long bottom = width >= top ? 1 : top - width + 1;
            long from = bottom;
            long to = top;
            var range = "UID SEARCH UID " + from + ":" + to + " SINCE " + day;
            var uids = names == null ? wire.search(range) : nameSearch.within(range, names);
            if (uids == null) return null;
            var found = Arrays.stream(uids)
                    .filter(uid -> uid >= from && uid <= to)
                    .sorted()
                    .distinct()
                    .toArray();
            if (found.length > 0 || bottom == 1)
                return new Waiting(Lane.DOWN, at, since, names, reversed(found), bottom);
            top = bottom - 1;
            width = width > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : width * 4;
        }
        return new Waiting(Lane.DOWN, at, since, names, new long[0], 1);
    }

    private static long[] reversed(long[] ascending) {
        var descending = new long[ascending.length];
        for (int i = 0; i < ascending.length; i++) descending[i] = ascending[ascending.length - 1 - i];
        return descending;
    }

    private HeaderFetch.Fetched fetch(Examined open, long... uids) throws MailTrouble {
        return new HeaderFetch(wire, open.folder, open.validity, list.holdsDrafts(open.folder)).of(uids);
    }

    @Override
    public Map<String, More> more(Collection<String> providerIds) throws MailTrouble {
        var more = new HashMap<String, More>();
        for (var ids : byFolder(providerIds)) {
            var first = ids.getFirst();
            wire.command("UID FETCH " + Uids.set(examined(ids)) + " " + FETCH_MORE, null, line -> {
                        var values = HeaderFetch.items(line);
                        if (!(values.get("UID") instanceof String number)) return;
                        Uids.number(number)
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
            for (long uid : wire.search("UID SEARCH UID " + Uids.set(examined(ids))))
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
        var fetched = fetch(examine(place.folder()), place.uid());
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
