package app.touchline.mailbox.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Beginning;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.More;
import app.touchline.mailbox.Names;
import app.touchline.mailbox.graph.FolderTree.Landmarks;
import app.touchline.mailbox.graph.Places.Descent;
import app.touchline.mailbox.graph.Places.Following;
import app.touchline.mailbox.graph.Places.Nothing;
import app.touchline.mailbox.graph.Places.Sweep;

/**
 * One conversation about one mailbox. What is new is told by each folder's delta; what is older is listed from the mailbox
 * as a whole, which knows no folder that a message could slip through; once a day the last days are listed again behind
 * the deltas' back.
 */
final class GraphVisit implements Visit {

    private static final Duration SWEPT_EVERY = Duration.ofHours(24);
    private static final Duration SWEPT_BACK = Duration.ofDays(3);

    /** After deltas were lost, or nothing was read for a while, so much more than what was missed. */
    private static final Duration MORE_THAN_MISSED = Duration.ofDays(7);

    private final TenantClient client;
    private final String user;
    private final Places places;
    private final Known known;
    private final Map<String, Landmarks> allLandmarks;
    private final Instant now;
    private final DeltaLane deltas;
    private final Map<String, ListLane> lists = new HashMap<>();
    private @Nullable ListLane addresses;
    private @Nullable Landmarks landmarks;
    private @Nullable Set<String> counting;
    private final Set<String> notCounting = new HashSet<>();
    private @Nullable FolderTree listed;

    GraphVisit(
            TenantClient client,
            String user,
            Places places,
            Known known,
            Map<String, Landmarks> allLandmarks,
            Instant now) {
        this.client = client;
        this.user = user;
        this.places = places;
        this.known = known;
        this.allLandmarks = allLandmarks;
        this.now = now;
        this.deltas = new DeltaLane(client, user, now);
    }

    // ---- folders

    @Override
    public List<SeenFolder> folders() throws MailTrouble {
        var tree = new FolderTree(client, user, now);
        listed = tree;
        var root = tree.root();
        var seen = new ArrayList<>(tree.seen(landmarks(tree, root)));
        counting = new HashSet<>(seen.stream().map(SeenFolder::name).toList());
        seen.add(new SeenFolder(FolderTree.WHOLE + root, "The whole mailbox"));
        return seen;
    }

    @Override
    public @Nullable String state(String folder) {
        return listed == null ? null : listed.state(folder);
    }

    private Landmarks landmarks(FolderTree tree, String root) throws MailTrouble {
        var lately = allLandmarks.get(user);
        if (lately == null
                || !lately.root().equals(root)
                || lately.seenAt().plus(SWEPT_EVERY).isBefore(now)) {
            lately = tree.landmarks(root);
            allLandmarks.put(user, lately);
        }
        landmarks = lately;
        return lately;
    }

    private String mailbox() throws MailTrouble {
        if (landmarks == null) folders();
        return landmarks == null ? "" : landmarks.root();
    }

    /** A folder that was not listed (made since, hidden, or under one that is left out) is looked up on its own. */
    private boolean counts(String folder) throws MailTrouble {
        if (counting == null || landmarks == null) folders();
        if (counting == null || landmarks == null) return false;
        if (counting.contains(folder)) return true;
        if (landmarks.leftOut().contains(folder) || notCounting.contains(folder)) return false;
        boolean shown = new FolderTree(client, user, now).isShown(folder, landmarks, counting);
        (shown ? counting : notCounting).add(folder);
        return shown;
    }

    @Override
    public Beginning begin(String folder, @Nullable Instant readTo) {
        if (isWhole(folder))
            return new Beginning(
                    places.write(new Sweep(now.plus(SWEPT_EVERY), null, null, now)),
                    places.write(Descent.fromTheTop(null)),
                    state(folder));
        Places.Place older = readTo == null ? new Nothing() : Descent.fromTheTop(readTo.minus(MORE_THAN_MISSED));
        return new Beginning(places.write(DeltaLane.beginning(now)), places.write(older), state(folder));
    }

    private static boolean isWhole(String folder) {
        return folder.startsWith(FolderTree.WHOLE);
    }

    // ---- reading

    @Override
    public Batch next(String folder, Lane lane, String cursor, Instant since, int limit) throws MailTrouble {
        var post = post(since);
        if (lane == Lane.DOWN) return older(folder, cursor, since, limit, post);
        return isWhole(folder) ? swept(cursor, since, limit, post) : changed(folder, cursor, limit, post);
    }

    private Batch changed(String folder, String cursor, int limit, Post post) throws MailTrouble {
        var at = places.read(cursor, Following.class);
        var step = deltas.read(folder, at, limit, post);
        return batch(post, step.next(), step.done(), 0, at.baseline() ? Batch.Kind.OVERLAP : Batch.Kind.FIRST);
    }

    private Batch older(String folder, String cursor, Instant since, int limit, Post post) throws MailTrouble {
        if (cursor.equals(places.write(new Nothing()))) return batch(post, new Nothing(), true, 0, Batch.Kind.FIRST);
        var step =
                list(isWhole(folder) ? null : folder).read(places.read(cursor, Descent.class), since, limit, post::add);
        return batch(
                post,
                step.next(),
                step.done(),
                step.next().left(),
                isWhole(folder) ? Batch.Kind.FIRST : Batch.Kind.OVERLAP);
    }

    /**
     * Graph finds senders but no recipients, so all addresses are listed with nothing else, and
     * only those messages fetched whole that are wanted. Where most are, the page is read as any other.
     */
    @Override
    public Batch found(String folder, Names names, String cursor, Instant since, int limit) throws MailTrouble {
        if (!isWhole(folder)) return older(folder, cursor, since, limit, post(since));
        var at = places.read(cursor, Descent.class);
        var seen = new Seen(names, mailbox());
        if (addresses == null) addresses = new ListLane(client, user, null, Seen.FIELDS, now);
        var step = addresses.read(at, since, limit, seen);
        var post = post(since);
        if (seen.areMany() && at.link() == null) {
            addresses = null; // what it remembers of this page was not handed out
            return older(folder, cursor, since, limit, post);
        }
        for (var id : seen.wanted()) {
            var whole = post.fetched(id);
            if (whole.isPresent()) post.take(whole.get());
        }
        return batch(post, step.next(), step.done(), step.next().left(), Batch.Kind.FIRST);
    }

    private Batch swept(String cursor, Instant since, int limit, Post post) throws MailTrouble {
        var at = places.read(cursor, Sweep.class);
        if (at.due().isAfter(now)) return new Batch(List.of(), List.of(), cursor, true, 0, Batch.Kind.SWEEP);
        var back = at.since() == null ? sweepsBackTo(at.last()) : at.since();
        var under = at.at() == null ? Descent.fromTheTop(null) : at.at();
        var lowest = back.isBefore(since) ? since : back;
        var step = list(null).read(under, lowest, limit, post::add);
        var next = step.done()
                ? new Sweep(now.plus(SWEPT_EVERY), null, null, now)
                : new Sweep(at.due(), back, step.next(), at.last());
        return batch(post, next, step.done(), 0, Batch.Kind.SWEEP);
    }

    private Instant sweepsBackTo(Instant last) {
        var usual = now.minus(SWEPT_BACK);
        boolean late = last.plus(SWEPT_EVERY).plus(SWEPT_EVERY).isBefore(now);
        return late ? last.minus(MORE_THAN_MISSED) : usual;
    }

    private ListLane list(@Nullable String folder) {
        return lists.computeIfAbsent(
                folder == null ? "" : folder, name -> new ListLane(client, user, folder, null, now));
    }

    private Post post(Instant since) throws MailTrouble {
        return new Post(client, user, mailbox(), known, this::counts, since);
    }

    private Batch batch(Post post, Places.Place next, boolean done, long left, Batch.Kind kind) {
        return new Batch(post.messages(), post.unreadable(), places.write(next), done, left, kind);
    }

    // ---- single messages

    /** Came with the message itself. */
    @Override
    public Map<String, More> more(Collection<String> providerIds) {
        return Map.of();
    }

    @Override
    public Optional<Message> refetch(String providerId) throws MailTrouble {
        var post = post(Instant.EPOCH);
        var message = post.fetched(providerId.substring(providerId.lastIndexOf(':') + 1));
        if (message.isEmpty()) return Optional.empty();
        post.take(message.get());
        return post.messages().stream().findFirst();
    }

    @Override
    public void close() {
        // nothing is held open between requests
    }
}
