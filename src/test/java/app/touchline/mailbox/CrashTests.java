package app.touchline.mailbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.test.context.ContextConfiguration;

import app.touchline.proof.Differences;
import app.touchline.proof.WhatIsStored;
import app.touchline.testing.DatabaseLine;
import app.touchline.testing.DatabaseLine.Side;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults 1, 2, 3, 6 and 60: wherever a node ends in the middle of its work, the next one goes on as if it had not. */
@TouchlineTest
@ContextConfiguration(initializers = DatabaseLine.Initializer.class)
@SuppressWarnings("NullAway.Init") // filled before each test
class CrashTests extends OnAScriptedServer {

    private static final int MESSAGES = 120;
    private static final int PAGE = 10;

    @Autowired
    HikariDataSource pool;

    @Autowired
    DatabaseLine line;

    @Autowired
    TestDatabase.Address direct;

    private long id;

    /** What libraries have to say about a database that is gone. */
    private static final List<String> LOUD = List.of(
            "com.zaxxer.hikari", "org.hibernate.orm.jdbc", "org.springframework.transaction", "app.touchline.mailbox");

    static void loudness(@Nullable LogLevel level) {
        var logging = LoggingSystem.get(CrashTests.class.getClassLoader());
        LOUD.forEach(name -> logging.setLogLevel(name, level));
    }

    @AfterAll
    static void asBefore() {
        loudness(null);
    }

    @BeforeEach
    void aMailboxToRead() {
        loudness(LogLevel.OFF);
        server.holds(theirs, ours, LongStream.rangeClosed(1, MESSAGES).toArray());
        server.holds("stranger@nowhere.test", ours, MESSAGES + 1, MESSAGES + 2);
        id = connect();
        smallPages();
    }

    @AfterEach
    void itsLineIsMended() {
        line.anotherNodeBegins(pool);
    }

    /** The folder is known and nothing of it is read, in pages of ten. */
    private void smallPages() {
        jdbc.sql("delete from mailbox_folder where mailbox_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, page_size, page_limit, page_limit_on)
                values (:id, 'INBOX', 'INBOX', :page, :page, '2999-01-01')
                """).param("id", id).param("page", PAGE).update();
    }

    /** A node's life from here to its end: what it throws, nobody hears. */
    private boolean livesThroughATurn() {
        try {
            sync.runSlice(id);
            return !line.isDown();
        } catch (RuntimeException ended) {
            return false;
        }
    }

    /** The commit of the nth page that holds touches. */
    private static Predicate<String> commitOfPage(int which) {
        var pages = new AtomicInteger();
        return statement -> {
            if (statement.contains("insert into touch ")) pages.incrementAndGet();
            return pages.get() == which && statement.contains("COMMIT");
        };
    }

    private void endsAtTheSame() {
        line.anotherNodeBegins(pool);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(MESSAGES);
        assertThat(counter(id, "read")).isEqualTo(MESSAGES + 2);
        assertThat(counter(id, "matched")).isEqualTo(MESSAGES);
        assertThat(counter(id, "strangers")).isEqualTo(2);
    }

    @Test
    void fault1_thePageIsReadAgainWhenTheNodeEndsBeforeItsCommit() {
        line.cutAt(Side.BEFORE, commitOfPage(3));
        assertThat(livesThroughATurn()).isFalse();
        var fetched = server.fetches();
        line.anotherNodeBegins(pool);
        assertThat(touches()).isEqualTo(2 * PAGE - 2);
        endsAtTheSame();
        assertThat(server.fetches() - fetched).isEqualTo((MESSAGES + 2) / PAGE + 1 - 2);
    }

    @Test
    void fault2_nothingIsReadAgainWhenTheNodeEndsAfterItsCommit() {
        var committed = new AtomicInteger();
        var commit = commitOfPage(3);
        line.cutAt(Side.BEFORE, statement -> {
            if (committed.get() > 0) return true;
            if (commit.test(statement)) committed.incrementAndGet();
            return false;
        });
        assertThat(livesThroughATurn()).isFalse();
        line.anotherNodeBegins(pool);
        assertThat(touches()).isEqualTo(3 * PAGE - 2);
        var taken = cursor();
        var fetched = fetchedNumbers();
        endsAtTheSame();
        fetchedNumbers().forEach((uid, times) -> {
            if (uid >= taken) assertThat(times).as("taken in: %d", uid).isEqualTo(1);
        });
        assertThat(fetchedAgain(2)).as("the pages that were fetched ahead").isLessThanOrEqualTo(2 * PAGE);
        assertThat(fetchedNumbers()).hasSizeGreaterThan(fetched.size());
    }

    /** The lowest number that is taken in. */
    private long cursor() {
        return jdbc.sql("select split_part(backfill_cursor, '/', 2)::bigint from mailbox_folder where mailbox_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private long fetchedAgain(int times) {
        return fetchedNumbers().values().stream().filter(n -> n == times).count();
    }

    @Test
    void fault3_aCommitOfWhichNobodyKnowsTheOutcomeMakesNoDifference() {
        line.cutAt(Side.AFTER, commitOfPage(3));
        assertThat(livesThroughATurn()).isFalse();
        line.anotherNodeBegins(pool);
        assertThat(touches()).isEqualTo(3 * PAGE - 2);
        line.cutAt(Side.BEFORE, commitOfPage(2));
        assertThat(livesThroughATurn()).isFalse();
        line.anotherNodeBegins(pool);
        assertThat(touches()).isEqualTo(4 * PAGE - 2);
        endsAtTheSame();
    }

    @Test
    void fault6_afterARestartThePageThatWasNotTakenInComesAgainAndTheTwoAheadOfIt() {
        for (int restart = 0; restart < 4; restart++) {
            line.cutAt(Side.BEFORE, commitOfPage(2));
            assertThat(livesThroughATurn()).isFalse();
            line.anotherNodeBegins(pool);
        }
        endsAtTheSame();
        assertThat(fetchedNumbers().values()).allMatch(times -> times <= 4);
        assertThat(fetchedAgain(2) + 2 * fetchedAgain(3) + 3 * fetchedAgain(4)).isLessThanOrEqualTo(4 * 3 * PAGE);
    }

    /** How often each message was asked for. */
    private Map<Long, Integer> fetchedNumbers() {
        var times = new HashMap<Long, Integer>();
        for (var command : List.copyOf(server.commands)) {
            if (!command.startsWith("UID FETCH")) continue;
            for (var range : command.split(" ")[2].split(",")) {
                var ends = range.split(":");
                LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                        .forEach(uid -> times.merge(uid, 1, Integer::sum));
            }
        }
        return times;
    }

    /** What the database sees of kill -9 between any two statements, a hundred times in one reading. */
    @Test
    void fault60_interruptedAHundredTimesTheEndIsTheSame() {
        forgetAll();
        readToTheEnd(id);
        var undisturbed = stored();
        for (long seed = 1; seed <= 3; seed++) {
            forgetAll();
            assertThat(stored()).noneMatch(line -> line.startsWith("touch "));
            interrupted(new Random(seed), 34);
            assertThat(Differences.between(undisturbed, stored()))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(counter(id, "read")).isEqualTo(MESSAGES + 2);
        }
    }

    private void interrupted(Random random, int times) {
        for (int ends = 0; ends < times; ) {
            var left = new AtomicInteger(random.nextInt(60));
            line.cutAt(random.nextBoolean() ? Side.BEFORE : Side.AFTER, _ -> left.getAndDecrement() == 0);
            if (livesThroughATurn()) {
                // read to the end before it came to that
                line.mend();
                ends = times;
            } else ends++;
            line.anotherNodeBegins(pool);
        }
        readToTheEnd(id);
    }

    private List<String> stored() {
        try (var stored = new WhatIsStored(direct)) {
            return stored.touchTables();
        }
    }

    private void forgetAll() {
        try (var stored = new WhatIsStored(direct)) {
            stored.execute("truncate touch, thread_ref, partner_last_touch, mailbox_counter cascade");
            stored.execute("update mailbox set last_ok_at = null, state = 'WAITING', last_error = null");
        }
        smallPages();
    }
}
