package app.touchline.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.imap.HugeFolder;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.proof.WhatIsStored;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three nodes and all mailboxes of a large organisation due at once, while first readings without end would like all there is.
 * {@link TwoNodesTests} shows the same with a hundred; -Ddue.mailboxes says how many here.
 */
@Tag("proof")
class AllDueAtOnceTests {

    private static final int MAILBOXES = Integer.getInteger("due.mailboxes", 3_000);
    private static final int NODES = 3;

    /** Of each node, as deployed. */
    private static final int THREADS = 4;

    private static final int CONNECTIONS = 10;
    private static final Duration INTERVAL = Duration.ofMinutes(2);

    @Test
    @DisplayName(
            "61 three thousand are due at once on three nodes: each is looked at within two intervals, again and again,"
                    + " before older mail of some, over a bounded number of connections")
    @SuppressWarnings("SystemOut") // how long it took, for whoever asked for it
    void threeThousandAreDueAtOnce() {
        var database = TestDatabase.fresh();
        var nodes = new ArrayList<TouchlineProcess>();
        try (var endless = new HugeFolder(3_000_000);
                var small = new ScriptedServer()) {
            small.holds(1, 2);
            var open = new AtomicInteger();
            var most = new AtomicInteger();
            small.instead = (command, usual) -> {
                if (command.startsWith("LOGIN")) most.accumulateAndGet(open.incrementAndGet(), Math::max);
                if (command.equals("LOGOUT")) open.decrementAndGet();
                return null;
            };
            add(database, endless, small);
            try (var stored = new WhatIsStored(database)) {
                for (int node = 0; node < NODES; node++) nodes.add(start(database));
                nodes.forEach(TouchlineProcess::awaitReady);
                stored.execute("update scheduled_tasks set execution_time = now() where task_name = 'read-mailbox'");
                var begun = System.nanoTime();
                Patience.until("all were looked at", INTERVAL.multipliedBy(2), () -> stored.number("""
                        select count(*) from mailbox where address like 'small%' and last_ok_at is not null
                        """) == MAILBOXES);
                System.out.printf(
                        "All due at once: %d mailboxes on %d nodes were looked at after %d s%n",
                        MAILBOXES,
                        NODES,
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds());
                var over = INTERVAL.multipliedBy(4).toNanos();
                Patience.until("four intervals are over", INTERVAL.multipliedBy(5), () -> {
                    assertThat(stored.number(
                                    "select count(*) from mailbox where address like 'small%%' and last_ok_at < now() - interval '%d s'"
                                            .formatted(INTERVAL.multipliedBy(2).toSeconds())))
                            .as("not looked at for two intervals")
                            .isZero();
                    assertThat(
                                    stored.number(
                                            "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend'"))
                            .isLessThanOrEqualTo(NODES * CONNECTIONS + 1);
                    return System.nanoTime() - begun > over;
                });
                assertThat(stored.number("""
                        select count(*) from mailbox_folder f join mailbox m on m.id = f.mailbox_id
                        where m.address like 'big%' and f.backfill_done
                        """)).isZero();
                assertThat(stored.number("""
                        select count(*) from mailbox_counter c join mailbox m on m.id = c.mailbox_id
                        where m.address like 'big%' and c.what = 'read' and c.n > 0
                        """)).as("they go on, too").isEqualTo(NODES * THREADS);
                assertThat(most.get()).isLessThanOrEqualTo(NODES * THREADS);
            }
        } finally {
            nodes.forEach(TouchlineProcess::kill);
        }
    }

    /** By a node whose jobs do not run. */
    private static void add(TestDatabase.Address database, HugeFolder endless, ScriptedServer small) {
        try (var node = database.idleNode()) {
            var mailboxes = node.getBean(MailboxRecords.class);
            for (int i = 0; i < NODES * THREADS; i++) add(mailboxes, "big" + i, HugeFolder.account(endless.port()));
            for (int i = 0; i < MAILBOXES; i++) add(mailboxes, "small" + i, small.account());
        }
    }

    private static void add(MailboxRecords mailboxes, String name, MailSource.Account account) {
        mailboxes.add(
                new NewMailbox(name + "@ours.test", null, account, LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }

    private static TouchlineProcess start(TestDatabase.Address database) {
        var environment = new HashMap<>(database.environment());
        environment.put("TOUCHLINE_MAILBOX_INTERVAL", INTERVAL.toSeconds() + "s");
        return TouchlineProcess.start(environment);
    }
}
