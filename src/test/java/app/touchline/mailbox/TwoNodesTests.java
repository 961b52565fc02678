package app.touchline.mailbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import app.touchline.Touchline;
import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.imap.HugeFolder;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/** Two nodes that start at the same moment on one empty database, with their jobs running and clocks that go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TwoNodesTests {

    /** Of each node, as deployed. */
    private static final int THREADS = 4;

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final ScriptedServer server = new ScriptedServer();
    private String log = "";
    private JdbcClient jdbc;

    @BeforeAll
    void bothStartAtOnce(CapturedOutput output) throws Exception {
        var database = TestDatabase.fresh();
        var firstIsPrepared = new CountDownLatch(1);
        var bothArePrepared = new CyclicBarrier(2);
        try (var workers = Executors.newFixedThreadPool(2)) {
            var first = workers.submit(node(database, () -> {
                firstIsPrepared.countDown();
                bothArePrepared.await();
            }));
            // what a run does to the logging, which the whole process shares, is behind it before the other run begins
            Patience.until("the first is prepared", firstIsPrepared);
            var second = workers.submit(node(database, bothArePrepared::await));
            nodes.add(first.get());
            nodes.add(second.get());
        }
        log = output.getAll();
        jdbc = nodes.getFirst().getBean(JdbcClient.class);
    }

    private static Callable<ConfigurableApplicationContext> node(TestDatabase.Address database, Prepared prepared) {
        return () -> new SpringApplicationBuilder(Touchline.class)
                .initializers(context -> {
                    try {
                        prepared.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .run(database.arguments());
    }

    private interface Prepared {
        void run() throws Exception;
    }

    @AfterAll
    void stop() {
        nodes.forEach(ConfigurableApplicationContext::close);
        server.close();
    }

    @Test
    void bothServeAndExactlyOneSetUpLinkOpensOnEither() throws Exception {
        var links = Pattern.compile("/set-up/[A-Za-z0-9_-]{40,}")
                .matcher(log)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
        assertThat(links).hasSize(2);
        for (var node : nodes) {
            var answers = new ArrayList<Integer>();
            for (var link : links) answers.add(status(node, link));
            assertThat(answers).containsExactlyInAnyOrder(200, 410);
            assertThat(status(node, "/actuator/health")).isEqualTo(200);
        }
    }

    @Test
    void eachRecurringTaskIsThereOnce() {
        assertThat(jdbc.sql("select task_name from scheduled_tasks where task_instance = 'recurring' order by 1")
                        .query(String.class)
                        .list())
                .contains("notice-changed-directory")
                .doesNotHaveDuplicates();
    }

    @Test
    void checkNowReadsWithinTwoSecondsThoughTheIntervalIsTwoMinutes() {
        server.holds(1, 2);
        var id = nodes.getFirst()
                .getBean(MailboxRecords.class)
                .add(
                        new NewMailbox("box@ours.test", null, server.account(), LocalDate.of(2026, 5, 22), true),
                        Who.TOUCHLINE);
        Patience.until(
                "it is read for the first time",
                () -> count("select count(*) from mailbox where state = 'LIVE' and id = " + id) == 1);
        rests(id);
        var took = new ArrayList<Duration>();
        for (int press = 0; press < 6; press++) {
            var node = nodes.get(press % 2);
            var web = MockMvcTester.from(
                    (WebApplicationContext) node,
                    builder -> builder.apply(springSecurity()).build());
            var before = server.commands.size();
            var asked = System.nanoTime();
            assertThat(web.post()
                            .uri("/admin/mailboxes/" + id + "/check")
                            .with(As.a(Role.ADMIN))
                            .with(csrf())
                            .exchange())
                    .hasStatus3xxRedirection();
            Patience.until("the mail server is asked", () -> server.commands.size() > before);
            took.add(Duration.ofNanos(System.nanoTime() - asked));
            rests(id);
        }
        // half of them: a machine may be busy with something else for a second
        assertThat(took.stream().sorted().toList().get(took.size() / 2)).isLessThan(Duration.ofSeconds(2));
        assertThat(count("select n from mailbox_counter where what = 'read' and mailbox_id = " + id))
                .isEqualTo(2);
    }

    /** As many endless first readings as there are threads, and then a hundred that are due at once. */
    @Test
    @DisplayName(
            "61 many are due at once: new mail of all comes before older mail of some, over a bounded number of connections")
    void manyAreDueAtOnce() {
        var mailboxes = nodes.getFirst().getBean(MailboxRecords.class);
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
            for (int i = 0; i < 2 * THREADS; i++) add(mailboxes, "big" + i, HugeFolder.account(endless.port()));
            Patience.until(
                    "every thread has an endless one",
                    () -> count("select count(*) from scheduled_tasks s join mailbox m on m.id::text = s.task_instance"
                                    + " where s.picked and m.address like 'big%'")
                            == 2 * THREADS);
            for (int i = 0; i < 100; i++) add(mailboxes, "small" + i, small.account());
            var interval = nodes.getFirst().getBean(MailboxSettings.class).interval();
            Patience.until(
                    "all of the hundred were looked at",
                    interval.multipliedBy(2),
                    () -> count("select count(*) from mailbox where address like 'small%' and last_ok_at is not null")
                            == 100);
            assertThat(count("select count(*) from mailbox m join mailbox_folder f on f.mailbox_id = m.id"
                            + " where m.address like 'big%' and f.backfill_done"))
                    .isZero();
            assertThat(most.get()).isLessThanOrEqualTo(2 * THREADS);
            assertThat(
                            count(
                                    "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend'"))
                    .isLessThanOrEqualTo(2 * 10);
            for (var id : jdbc.sql("select id from mailbox where address like 'big%' or address like 'small%'")
                    .query((row, index) -> row.getLong("id"))
                    .list()) mailboxes.remove(id, Who.TOUCHLINE);
        }
    }

    private void rests(long id) {
        Patience.until(
                "nobody reads it",
                () -> count("select count(*) from scheduled_tasks where task_name = 'read-mailbox' and picked"
                                + " and task_instance = '" + id + "'")
                        == 0);
    }

    private static void add(MailboxRecords mailboxes, String name, MailSource.Account account) {
        mailboxes.add(
                new NewMailbox(name + "@ours.test", null, account, LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }

    private long count(String statement) {
        return jdbc.sql(statement).query(Long.class).single();
    }

    private static int status(ConfigurableApplicationContext node, String path) throws Exception {
        var port = node.getEnvironment().getProperty("local.server.port");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
