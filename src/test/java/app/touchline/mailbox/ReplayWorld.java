package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.mailbox.ReplayBox.Letter;
import app.touchline.mailbox.ReplayStep.Deliver;
import app.touchline.mailbox.ReplayStep.With;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.DatabaseLine;
import app.touchline.testing.DatabaseLine.Side;
import app.touchline.testing.Patience;
import app.touchline.testing.TestClock;

/** A mailbox with two partners, and what the model knows of it. */
@NullUnmarked
final class ReplayWorld implements AutoCloseable {

    private static final AtomicInteger WORLDS = new AtomicInteger();

    /** What of a node it needs. */
    record Node(
            MailSync sync,
            MailboxRecords mailboxes,
            ConnectionRecords connections,
            Reattributing reattributing,
            SettingsReader settings,
            TestClock clock,
            JdbcClient jdbc,
            HikariDataSource pool,
            DatabaseLine line) {}

    /**
     * @param touches by letter, the partners it is with
     * @param doubtful letters that were visible only while reading did not come to its end
     */
    record Outcome(@Nullable String difference, Map<Integer, Set<Integer>> touches, Set<Integer> doubtful) {

        Map<Integer, Set<Integer>> without(Set<Integer> letters) {
            var rest = new TreeMap<>(touches);
            rest.keySet().removeAll(letters);
            return rest;
        }
    }

    private final MailSync sync;
    private final Reattributing reattributing;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final HikariDataSource pool;
    private final DatabaseLine line;

    private final IntakeWorld world;
    private final ZoneId zone;
    private final List<Long> partners;
    private final String mover;
    private final String contact;
    private final String domain;
    private final String ours;
    private final ReplayBox box;
    private final long id;

    private final Map<Integer, Deliver> letters = new HashMap<>();
    private final Map<Integer, Instant> sentAt = new HashMap<>();

    /** Where each letter lies; not there when it was deleted. */
    private final Map<Integer, String> lies = new HashMap<>();

    private final Map<Integer, Integer> contactsEntered = new HashMap<>();
    private final Map<Integer, Integer> domainsEntered = new HashMap<>();
    private final Set<Integer> movedBeforeSeen = new HashSet<>();
    private final Set<Integer> seen = new TreeSet<>();
    private long heldByClients;
    private final Set<Integer> maybeSeen = new TreeSet<>();
    private final TreeMap<LocalDate, Integer> moverIsAt = new TreeMap<>(Map.of(LocalDate.MIN, 0));

    ReplayWorld(Node node, String kind) {
        sync = node.sync;
        reattributing = node.reattributing;
        clock = node.clock;
        jdbc = node.jdbc;
        pool = node.pool;
        line = node.line;
        world = new IntakeWorld(jdbc, "replay" + WORLDS.incrementAndGet());
        zone = node.settings.zone();
        partners = List.of(world.partner("north"), world.partner("south"));
        mover = world.contact(partners.getFirst(), "mover");
        contact = world.contact(partners.getLast(), "contact");
        domain = "domain-" + world.name() + ".test";
        ours = world.ours("box");
        clock.reset();
        world.domain(partners.getFirst(), domain);
        box = kind.equals("IMAP")
                ? new ReplayBox.Imap(node.mailboxes, ours)
                : new ReplayBox.Graph(node.connections, node.mailboxes, ours);
        id = box.connect();
    }

    void happens(ReplayStep step) {
        passes(Duration.ofMinutes(5));
        switch (step) {
            case Deliver deliver -> deliver(deliver);
            case ReplayStep.Move(var letter, var folder) -> {
                if (!lies.containsKey(letter)) return;
                if (!seen.contains(letter)) movedBeforeSeen.add(letter);
                box.move(letter, folder);
                lies.put(letter, folder);
            }
            case ReplayStep.Delete(var letter) -> {
                if (lies.remove(letter) != null) box.delete(letter);
            }
            case ReplayStep.Flag(var letter) -> {
                if (lies.containsKey(letter)) box.flag(letter);
            }
            case ReplayStep.Renumber(var folder) -> box.renumber(folder);
            case ReplayStep.Poll() -> poll();
            case ReplayStep.PollInTrouble(var kind, var after, var many) -> {
                box.trouble(kind, after, many);
                poll();
                box.calm();
                passes(ReplayBox.PATIENCE);
            }
            case ReplayStep.PollAndCrash(var statement, var carriedOut) -> {
                var left = new AtomicInteger(statement);
                line.cutAt(carriedOut ? Side.AFTER : Side.BEFORE, _ -> left.getAndDecrement() == 0);
                poll();
                line.anotherNodeBegins(pool);
            }
            case ReplayStep.PollByTwo() -> pollByTwo();
            case ReplayStep.MoveContact(var partner, var daysAgo) -> {
                var day = LocalDate.ofInstant(clock.instant(), zone).minusDays(daysAgo);
                world.move(mover, partners.get(partner), day.toString());
                moverIsAt.tailMap(day, true).clear();
                moverIsAt.put(day, partner);
            }
            case ReplayStep.Enter(var stranger, var byDomain, var partner) -> enter(stranger, byDomain, partner);
            case ReplayStep.Pass(var time) -> passes(time);
        }
    }

    /** What was read of them so far was not kept: it must be found if it is still there. */
    private void enter(int stranger, boolean byDomain, int partner) {
        var entered = byDomain ? domainsEntered : contactsEntered;
        if (entered.putIfAbsent(stranger, partner) != null) return;
        if (byDomain) world.domain(partners.get(partner), strangersHost(stranger));
        else world.contactAt(partners.get(partner), "someone@" + strangersHost(stranger));
        letters.forEach((letter, deliver) -> {
            if (deliver.with() == With.STRANGER && letter % ReplayStep.STRANGERS == stranger && seen.remove(letter))
                maybeSeen.add(letter);
        });
    }

    private String strangersHost(int stranger) {
        return "s" + stranger + "-" + world.name() + ".test";
    }

    private void passes(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private void deliver(Deliver deliver) {
        var them = switch (deliver.with()) {
            case CONTACT_WHO_MOVES -> mover;
            case CONTACT -> contact;
            case SOMEBODY_AT_THE_DOMAIN -> "new" + deliver.letter() + "@" + domain;
            case STRANGER -> "someone@" + strangersHost(deliver.letter() % ReplayStep.STRANGERS);
            case OURSELVES -> world.ours("other");
        };
        var at = clock.instant().minusSeconds(30);
        letters.put(deliver.letter(), deliver);
        sentAt.put(deliver.letter(), at);
        lies.put(deliver.letter(), deliver.folder());
        box.deliver(
                new Letter(
                        deliver.letter(),
                        deliver.sent() ? ours : them,
                        deliver.sent() ? them : ours,
                        "letter" + deliver.letter() + "@" + world.name() + ".test",
                        at),
                deliver.folder());
    }

    private Set<Integer> visible() {
        var visible = new TreeSet<Integer>();
        lies.forEach((letter, folder) -> {
            if (!folder.equals("Trash")) visible.add(letter);
        });
        return visible;
    }

    private void poll() {
        noted(readToTheEnd());
    }

    private void noted(boolean toTheEnd) {
        for (int letter : visible()) {
            if (toTheEnd && !(box instanceof ReplayBox.Graph && isForALaterLook(letter))) seen.add(letter);
            else maybeSeen.add(letter);
        }
        if (toTheEnd) heldByClients = inClients();
    }

    /**
     * At Microsoft 365: one that left its folder and came back before it was ever told of is for the daily second look; one
     * that came to a folder of a person's own as another one went, for the hourly.
     */
    private boolean isForALaterLook(int letter) {
        return movedBeforeSeen.contains(letter) || "Clients".equals(lies.get(letter)) && inClients() == heldByClients;
    }

    private long inClients() {
        return lies.values().stream().filter("Clients"::equals).count();
    }

    private boolean readToTheEnd() {
        for (int turns = 0; turns < 60; turns++) {
            try {
                var slice = sync.runSlice(id);
                if (line.isDown()) return false;
                if (slice instanceof Slice.ReadToTheEnd) return true;
                if (!(slice instanceof Slice.MoreToRead)) return false;
            } catch (RuntimeException killed) {
                return false;
            }
        }
        return false;
    }

    private void pollByTwo() {
        var asleep = new CountDownLatch(1);
        var wakes = new CountDownLatch(1);
        var first = new AtomicBoolean(true);
        box.beforeMail(() -> {
            if (!first.getAndSet(false)) return;
            asleep.countDown();
            Patience.until("the other has read", wakes);
        });
        var sleeper = CompletableFuture.supplyAsync(() -> sync.runSlice(id));
        Patience.until("the first one sleeps or has found nothing", () -> asleep.getCount() == 0 || sleeper.isDone());
        first.set(false); // it may have found nothing to ask for
        var toTheEnd = readToTheEnd();
        wakes.countDown();
        try {
            sleeper.get(Patience.ENOUGH.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
        box.calm();
        noted(toTheEnd);
    }

    /** All is quiet, and a day goes by with its second look. */
    void settle() {
        box.calm();
        for (int tries = 0; tries < 20 && !readToTheEnd(); tries++) passes(ReplayBox.PATIENCE);
        passes(Duration.ofHours(25));
        for (int tries = 0; !readToTheEnd(); tries++) {
            if (tries == 20) throw new AssertionError("never read to the end");
            passes(ReplayBox.PATIENCE);
        }
        seen.addAll(visible());
        reattributing.run(1_000);
    }

    Outcome outcome() {
        var touches = onRecord();
        var doubtful = new TreeSet<>(maybeSeen);
        doubtful.removeAll(seen);
        var differences = new ArrayList<String>();
        for (int letter : letters.keySet()) {
            var is = touches.getOrDefault(letter, Set.of());
            var with = partnersOf(letter);
            if (is.isEmpty() ? seen.contains(letter) && !with.isEmpty() : !is.equals(with) || !everSeen(letter))
                differences.add("letter %d is with %s on record, and was with %s%s"
                        .formatted(letter, is, with, everSeen(letter) ? "" : " but never visible"));
        }
        var doubled = doubled();
        if (doubled > 0) differences.add(doubled + " doubled");
        return new Outcome(differences.isEmpty() ? null : String.join("; ", differences), touches, doubtful);
    }

    private boolean everSeen(int letter) {
        return seen.contains(letter) || maybeSeen.contains(letter);
    }

    private Set<Integer> partnersOf(int letter) {
        return switch (letters.get(letter).with()) {
            case CONTACT_WHO_MOVES ->
                Set.of(moverIsAt
                        .floorEntry(LocalDate.ofInstant(sentAt.get(letter), zone))
                        .getValue());
            case CONTACT -> Set.of(1);
            case SOMEBODY_AT_THE_DOMAIN -> Set.of(0);
            case STRANGER -> partnerOf(letter % ReplayStep.STRANGERS);
            case OURSELVES -> Set.of();
        };
    }

    private Set<Integer> partnerOf(int stranger) {
        var partner = contactsEntered.getOrDefault(stranger, domainsEntered.get(stranger));
        return partner == null ? Set.of() : Set.of(partner);
    }

    private Map<Integer, Set<Integer>> onRecord() {
        var byTime = new HashMap<Instant, Integer>();
        sentAt.forEach((letter, at) -> byTime.put(at, letter));
        var touches = new TreeMap<Integer, Set<Integer>>();
        jdbc.sql("select partner_id, occurred_at from touch_partner where partner_id = any(:partners)")
                .param("partners", partners.toArray(Long[]::new))
                .query(row -> {
                    var letter = byTime.get(row.getTimestamp(2).toInstant());
                    touches.computeIfAbsent(letter == null ? -1 : letter, n -> new TreeSet<>())
                            .add(partners.indexOf(row.getLong(1)));
                });
        return touches;
    }

    private long doubled() {
        return jdbc.sql("""
                select count(*) - count(distinct (partner_id, occurred_at)) from touch_partner
                where partner_id = any(:partners)
                """)
                .param("partners", partners.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /** As if the touch of that letter had been lost. */
    void lose(int letter) {
        jdbc.sql("delete from touch_partner where partner_id = any(:partners) and occurred_at = :at")
                .param("partners", partners.toArray(Long[]::new))
                .param("at", Timestamp.from(sentAt.getOrDefault(letter, Instant.EPOCH)))
                .update();
    }

    long searchesForNames() {
        return box.searchesForNames();
    }

    @Override
    public void close() {
        box.close();
        clock.reset();
    }
}
