package app.touchline.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import app.touchline.database.DatabaseClock;
import app.touchline.testing.Patience;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Faults 4, 7, 62 and 63: nodes that know nothing of each other, or disagree on the time, or are of different versions. */
@TouchlineTest
@SuppressWarnings("NullAway.Init") // filled before each test
class NodesApartTests extends OnAScriptedServer {

    @Autowired
    DataSource database;

    private long id;

    @BeforeEach
    void aMailbox() {
        server.holds(theirs, ours, LongStream.rangeClosed(1, 30).toArray());
        id = connect();
    }

    private List<Map<String, Object>> stored() {
        var stored = new ArrayList<Map<String, Object>>();
        for (var what : List.of(
                "select t.message_key, t.occurred_at, t.created_at from touch t join touch_partner p on p.touch_id = t.id"
                        + " where p.partner_id = :partner and :id > 0 order by 1",
                "select what, n from mailbox_counter where mailbox_id = :id and :partner > 0 order by what",
                "select name, live_cursor, backfill_cursor, backfill_done, generation, checked_round from mailbox_folder"
                        + " where mailbox_id = :id and :partner > 0",
                "select state, lease_epoch, last_ok_at, round, not_before, fail_count, last_error from mailbox"
                        + " where id = :id and :partner > 0"))
            stored.addAll(jdbc.sql(what)
                    .param("partner", partner.id())
                    .param("id", id)
                    .query()
                    .listOfRows());
        return stored;
    }

    /** A node that stands still with fetched mail in its hands. */
    private final class Sleeper {

        private final CountDownLatch fetching = new CountDownLatch(1);
        private final CountDownLatch wakes = new CountDownLatch(1);
        private final CompletableFuture<Slice> turn;

        Sleeper() {
            var first = new AtomicBoolean(true);
            server.instead = (command, usual) -> {
                if (command.startsWith("UID FETCH") && first.getAndSet(false)) {
                    fetching.countDown();
                    Patience.until("it wakes", wakes);
                }
                return null;
            };
            turn = CompletableFuture.supplyAsync(() -> sync.runSlice(id));
            Patience.until("it fetches", fetching);
        }

        Slice wakes() throws Exception {
            wakes.countDown();
            return turn.get(Patience.ENOUGH.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void fault4_theOneWhoseLeaseIsOlderWritesNothing() throws Exception {
        var sleeper = new Sleeper();
        readToTheEnd(id);
        var before = stored();
        assertThat(sleeper.wakes()).isInstanceOf(Slice.Later.class);
        assertThat(stored()).isEqualTo(before);
        assertThat(touches()).isEqualTo(30);
    }

    @Test
    void fault62_aNodeThatSleptForAnHourIsFencedOut() throws Exception {
        var sleeper = new Sleeper();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        server.holds("kim@" + domain, ours, 31, 32);
        readToTheEnd(id);
        var before = stored();
        assertThat(sleeper.wakes()).isInstanceOf(Slice.Later.class);
        assertThat(stored()).isEqualTo(before);
        assertThat(touches()).isEqualTo(32);
    }

    @Test
    void fault62_whereTheClockGoesBackNoDueTimeIsWrong() {
        var machine = new TestClock();
        var node = new DatabaseClock(machine);
        node.follow(database);
        var before = node.instant();
        machine.set(machine.instant().minus(Duration.ofHours(1)));
        node.follow(database); // as it does by itself each minute
        assertThat(node.instant()).isCloseTo(before, within(Duration.ofSeconds(20)));
        assertThat(new SchedulerClock(node).now()).isCloseTo(before, within(Duration.ofSeconds(20)));
    }

    @Test
    void fault7_nodesWhoseClocksAreTenMinutesOffAgreeOnTheTime() {
        var early = new TestClock();
        early.set(TestClock.START.minus(Duration.ofMinutes(10)));
        var late = new TestClock();
        late.set(TestClock.START.plus(Duration.ofMinutes(10)));
        var nodes = List.of(new DatabaseClock(early), new DatabaseClock(late));
        nodes.forEach(node -> node.follow(database));
        var theirs = jdbc.sql("select clock_timestamp()")
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        for (var node : nodes) assertThat(node.instant()).isCloseTo(theirs, within(Duration.ofSeconds(20)));
    }

    /** What holds while a node has not yet asked the database: the time of a message is its server's. */
    @Test
    void fault7_aNodeThatIsTenMinutesOffStoresTheSame() {
        clock.set(clock.instant().plus(Duration.ofMinutes(10)));
        readToTheEnd(id);
        clock.set(clock.instant().minus(Duration.ofMinutes(20)));
        server.holds("kim@" + domain, ours, 31);
        readToTheEnd(id);
        assertThat(jdbc.sql("""
                        select distinct t.occurred_at = timestamptz '2026-11-17 08:00Z'
                        from touch t join touch_partner p on p.touch_id = t.id where p.partner_id = :partner
                        """)
                        .param("partner", partner.id())
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
        assertThat(touches()).isEqualTo(31);
    }

    @Test
    void fault63_aNodeWhoseTablesWereUpgradedWritesNoMoreAndTheNewerOneReadsAll() throws Exception {
        var sleeper = new Sleeper();
        upgrade();
        try {
            assertThat(sleeper.wakes()).isInstanceOf(Slice.Later.class);
            assertThat(touches()).isZero();
            var asked = server.commands.size();
            assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofSeconds(5)));
            assertThat(server.commands).hasSize(asked);
        } finally {
            jdbc.sql("delete from flyway_schema_history where version = '9999'").update();
        }
        readToTheEnd(id); // one that began with these tables
        assertThat(touches()).isEqualTo(30);
    }

    private void upgrade() {
        jdbc.sql("""
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by, execution_time, success)
                select max(installed_rank) + 1, '9999', 'an upgrade', 'SQL', 'V9999__an_upgrade.sql', 'newer node', 1, true
                from flyway_schema_history
                """).update();
    }
}
