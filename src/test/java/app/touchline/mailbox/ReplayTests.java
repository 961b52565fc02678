package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import app.touchline.mailbox.ReplayStep.Deliver;
import app.touchline.mailbox.ReplayStep.With;
import app.touchline.mailbox.ReplayWorld.Outcome;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.DatabaseLine;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of a mailbox against a plain model: what was visible in it whenever it was read to the end is on record
 * once, with the partner it was with; and what never was is not. A history that fails is made as short as can be.
 */
@TouchlineTest
@ContextConfiguration(initializers = DatabaseLine.Initializer.class)
@NullUnmarked
class ReplayTests {

    /** Of this many steps each, for each kind of server; -Dreplay.histories for more (mvn -Pproofs). */
    private static final int HISTORIES = Integer.getInteger("replay.histories", 20);

    private static final long SEED = Long.getLong("replay.seed", 20261118);
    private static final int STEPS = 40;
    private static final int SHORTENINGS = 120;

    @Autowired
    MailSync sync;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    ConnectionRecords connections;

    @Autowired
    Reattributing reattributing;

    @Autowired
    SettingsReader settings;

    @Autowired
    SslBundles bundles;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HikariDataSource pool;

    @Autowired
    DatabaseLine line;

    private final Map<String, Long> searchesForNames = new HashMap<>();

    @BeforeEach
    void before() {
        Trusting.standIns(bundles);
        CrashTests.loudness(org.springframework.boot.logging.LogLevel.OFF);
    }

    @AfterEach
    void after() {
        CrashTests.loudness(null);
        line.anotherNodeBegins(pool);
    }

    @Test
    @SuppressWarnings("SystemOut") // the seed, for whoever wants to see it again
    void whateverHappensWhatWasVisibleIsOnRecordOnce() {
        System.out.printf(
                "Replay: seed %d, %d histories of %d steps for each kind of server%n", SEED, HISTORIES, STEPS);
        for (int i = 0; i < HISTORIES; i++) {
            var history = ReplayStep.history(new Random(SEED + i), STEPS);
            var outcomes = new ArrayList<Outcome>();
            for (var kind : ReplayBox.KINDS) {
                var outcome = replay(history, kind);
                if (outcome.difference() != null) {
                    var shortest = shortened(history, kind);
                    throw new AssertionError("seed %d, %s: %s%nhistory: %s"
                            .formatted(SEED + i, kind, replay(shortest, kind).difference(), shortest));
                }
                outcomes.add(outcome);
            }
            var either = new HashSet<>(outcomes.getFirst().doubtful());
            either.addAll(outcomes.getLast().doubtful());
            assertThat(outcomes.getFirst().without(either))
                    .as("seed %d: the same touches whichever the source", SEED + i)
                    .isEqualTo(outcomes.getLast().without(either));
        }
        assertThat(searchesForNames.values()).hasSize(2).allMatch(times -> times > 0);
    }

    /** The inbox was looked at before the crash: what came afterwards is not left until the round after the next. */
    @Test
    void aRoundTakenUpAfterACrashIsFollowedByAnotherAtOnce() {
        for (var kind : ReplayBox.KINDS)
            for (int statement = 21; statement <= 25; statement += 2)
                assertThat(replay(
                                        List.of(
                                                new ReplayStep.Poll(),
                                                new Deliver(1, With.OURSELVES, true, "Clients"),
                                                new ReplayStep.PollAndCrash(statement, true),
                                                new Deliver(3, With.CONTACT, true, "INBOX"),
                                                new ReplayStep.Poll(),
                                                new ReplayStep.Delete(3)),
                                        kind)
                                .difference())
                        .as("%s, cut at statement %d", kind, statement)
                        .isNull();
    }

    /** That the model is looked at: a history of which a message is hidden from the reader fails. */
    @Test
    void aMessageThatIsLostIsNoticedAndTheHistoryShortened() {
        var history = new ArrayList<>(ReplayStep.history(new Random(3), 12));
        history.add(new Deliver(900, With.CONTACT, true, "INBOX"));
        history.add(new ReplayStep.Poll());
        var shortest = shorten(history, steps -> {
            try (var world = world("IMAP")) {
                steps.forEach(world::happens);
                world.settle();
                world.lose(900);
                return world.outcome().difference() != null;
            }
        });
        assertThat(shortest).hasSizeLessThanOrEqualTo(2).anyMatch(Deliver.class::isInstance);
    }

    private Outcome replay(List<ReplayStep> history, String kind) {
        try (var world = world(kind)) {
            history.forEach(world::happens);
            world.settle();
            searchesForNames.merge(kind, world.searchesForNames(), Long::sum);
            return world.outcome();
        }
    }

    private ReplayWorld world(String kind) {
        return new ReplayWorld(
                new ReplayWorld.Node(sync, mailboxes, connections, reattributing, settings, clock, jdbc, pool, line),
                kind);
    }

    private List<ReplayStep> shortened(List<ReplayStep> history, String kind) {
        return shorten(history, steps -> replay(steps, kind).difference() != null);
    }

    private interface Fails {
        boolean with(List<ReplayStep> steps);
    }

    /** Leaves out ever smaller pieces for as long as it still fails. */
    private static List<ReplayStep> shorten(List<ReplayStep> history, Fails fails) {
        var shortest = new ArrayList<>(history);
        int tries = 0;
        for (int size = shortest.size() / 2; size >= 1 && tries < SHORTENINGS; size /= 2)
            for (int from = 0; from + size <= shortest.size() && tries < SHORTENINGS; tries++) {
                var without = new ArrayList<>(shortest);
                without.subList(from, from + size).clear();
                if (fails.with(without)) shortest = without;
                else from += size;
            }
        return shortest;
    }
}
