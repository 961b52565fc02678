package app.touchline.mailbox.imap;

import java.time.Instant;
import java.util.ArrayList;
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

    private static final Set<String> NUMBERED = Set.of("UIDVALIDITY", "UIDNEXT");

    private static final int LARGEST_PAGE = 2_000;

    private final Store store;
    private final Wire wire;
    private final FolderList list;
    private final NameSearch nameSearch;
    private final NumberSearch search;
    private @Nullable Examined examined;
    private @Nullable Waiting waiting;
    private @Nullable String olderTurnedUpIn;

    ImapVisit(Store store) throws MailTrouble {
        this.store = store;
        this.wire = new Wire(store);
        this.list = new FolderList(wire);
        this.nameSearch = new NameSearch(wire);
        this.search = new NumberSearch(wire, nameSearch);
    }

    /** A folder as the server showed it when it was opened. */
    private record Examined(String folder, long validity, long next, long messages) {}

    @Override
    public List<SeenFolder> folders() throws MailTrouble {
        return list.seen();
    }

    @Override
    public @Nullable String state(String folder) throws MailTrouble {
        return list.state(folder);
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
        if (!ended.ok()) throw new MailTrouble(Troubles.notOpened(folder, ended.text()));
        examined = new Examined(
                folder,
                numbers.getOrDefault("UIDVALIDITY", 0L),
                numbers.getOrDefault("UIDNEXT", 0L),
                numbers.getOrDefault("EXISTS", 0L));
        return examined;
    }

    private static void readNumbers(String line, Map<String, Long> numbers) {
        var words = line.toUpperCase(Locale.ROOT).replaceAll("[\\[\\]]", " ").split("\\s+");
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("EXISTS")) Uids.number(words[i - 1]).ifPresent(n -> numbers.put("EXISTS", n));
            if (NUMBERED.contains(words[i]) && i + 1 < words.length) {
                var what = words[i];
                Uids.number(words[i + 1]).ifPresent(n -> numbers.put(what, n));
            }
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
        long highest = search.highest(now.messages);
        return new Beginning(
                new Place(now.validity, highest).toString(),
                new Place(now.validity, highest + 1).toString(),
                FolderList.state(now.validity, now.next));
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
        if (!nameSearch.isTrusted(() -> search.highest(now.messages), newest -> fetch(now, newest))) return null;
        return batch(folder, Lane.DOWN, names, cursor, since, limit);
    }

    /** Null where the server does not search for names. */
    private @Nullable Batch batch(
            String folder, Lane lane, @Nullable Names names, String cursor, Instant since, int limit)
            throws MailTrouble {
        var at = Place.of(cursor);
        var now = examineSame(folder, at);
        if (waiting == null || !waiting.isFor(lane, at, since, names))
            waiting = lane == Lane.LIVE
                    ? search.above(at, since)
                    : search.below(at, since, names, now.messages, folder.equals(olderTurnedUpIn), limit);
        var found = waiting;
        if (found == null) return null;
        var wanted = found.first(limit);
        var fetched = fetch(now, wanted);

        int usable = 0;
        while (usable < wanted.length && fetched.knows(wanted[usable])) usable++;
        if (usable == 0 && wanted.length > 0) throw fetched.trouble();
        var messages = new ArrayList<Message>();
        var unreadable = new ArrayList<Unreadable>();
        boolean older = false;
        for (int i = 0; i < usable; i++) {
            var message = fetched.messages.get(wanted[i]);
            if (message != null && message.receivedAt().isBefore(since)) older = true;
            else if (message != null) messages.add(message);
            var error = fetched.unreadable.get(wanted[i]);
            if (error != null)
                unreadable.add(new Unreadable(new ProviderId(at.validity(), folder, wanted[i]).toString(), error));
        }
        var rest = found.after(usable);
        boolean searchAnew = older && lane == Lane.DOWN && !folder.equals(olderTurnedUpIn);
        if (searchAnew) olderTurnedUpIn = folder;
        waiting = rest.uids().length == 0 || searchAnew ? null : rest;
        if (fetched.cut != null) examined = null;
        return new Batch(messages, unreadable, rest.at().toString(), rest.isAll(), rest.estimate(now.messages));
    }

    private HeaderFetch.Fetched fetch(Examined open, long... uids) throws MailTrouble {
        return new HeaderFetch(wire, open.folder, open.validity, list.holdsDrafts(open.folder)).of(uids);
    }

    @Override
    public Map<String, More> more(Collection<String> providerIds) throws MailTrouble {
        var more = new HashMap<String, More>();
        for (var ids : byFolder(providerIds)) {
            for (var set : Uids.sets(examined(ids))) askMore(ids, set, more);
            // one that a server cannot say more of must not hide what the others are
            for (var id : ids) if (!more.containsKey(id.toString())) askMore(ids, String.valueOf(id.uid()), more);
        }
        return more;
    }

    private void askMore(List<ProviderId> inOneFolder, String set, Map<String, More> more) throws MailTrouble {
        var first = inOneFolder.getFirst();
        var wanted = Set.copyOf(inOneFolder);
        wire.command("UID FETCH " + set + " " + FETCH_MORE, null, line -> {
                    var values = HeaderFetch.items(line);
                    if (!(values.get("UID") instanceof String number)) return;
                    Uids.number(number)
                            .map(uid -> new ProviderId(first.validity(), first.folder(), uid))
                            .filter(wanted::contains)
                            .ifPresent(id -> more.put(
                                    id.toString(),
                                    new More(
                                            Structure.hasCalendarPart(values.get("BODYSTRUCTURE")),
                                            InternalDate.ofNewestReceived(values.get("BODY")))));
                })
                .orCut();
    }

    @Override
    public Set<String> gone(Collection<String> providerIds) throws MailTrouble {
        var gone = new HashSet<>(providerIds);
        for (var ids : byFolder(providerIds)) {
            var first = ids.getFirst();
            for (long uid : wire.present(examined(ids)))
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
