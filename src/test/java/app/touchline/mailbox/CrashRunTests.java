package app.touchline.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.proof.Differences;
import app.touchline.proof.Dovecot;
import app.touchline.proof.WhatIsStored;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.Patience;
import app.touchline.testing.RestartablePostgres;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three nodes on one PostgreSQL read thirty mailboxes, half of them from Dovecot and half from Microsoft 365's stand-in, and
 * are killed at random while they do, PostgreSQL too; in the end the tables say what an undisturbed reading says.
 */
@NeedsDovecot
@NullUnmarked
class CrashRunTests {

    /** -Dcrash.kills=100 for the long run (mvn -Pproofs). */
    private static final int KILLS = Integer.getInteger("crash.kills", 10);

    private static final long SEED = Long.getLong("crash.seed", 20261118);
    private static final int NODES = 3;
    private static final int MAILBOXES = 30;
    private static final int LETTERS = 3_000;
    private static final int LIVE_LETTERS = 30;

    /** Of the nodes here. In the deployed application twelve seconds: the same number of them goes by. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Random random = new Random(SEED);
    private final Instant begun = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final List<String> contacts = new ArrayList<>();
    private final List<StandInMailbox> boxes = new ArrayList<>();
    private final Map<Integer, TouchlineProcess> nodes = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final List<TouchlineProcess> all = new ArrayList<>();
    private Dovecot dovecot;
    private StandIn standIn;
    private Path certificate;
    private int letters;

    @Test
    @SuppressWarnings("SystemOut") // the seed, for whoever wants to see it again
    void fault5_threeNodesKilledAtRandomEndWhereAnUndisturbedOneDoes() throws Exception {
        System.out.printf("Crash run: seed %d, %d kills%n", SEED, KILLS);
        var users =
                IntStream.range(0, MAILBOXES).mapToObj(CrashRunTests::address).toList();
        try (var postgres = new RestartablePostgres();
                var served = Dovecot.start(users.subList(0, MAILBOXES / 2));
                var tenant = new StandIn()) {
            dovecot = served;
            standIn = tenant;
            certificate = Files.writeString(Files.createTempFile("stand-in-", ".pem"), StandIn.certificatePem());
            users.subList(MAILBOXES / 2, MAILBOXES).forEach(user -> boxes.add(standIn.user(user)));
            postgres.execute("create database calm");
            try (var calm = context(postgres.database("calm"))) {
                setUp(calm);
                for (int i = 0; i < LETTERS; i++) write(LETTERS - i);
                dovecot.handOver();
                copy(postgres, calm);

                disturbed(postgres, postgres.database("stormy"));

                undisturbed(calm);
                try (var expected = new WhatIsStored(postgres.database("calm"));
                        var found = new WhatIsStored(postgres.database("stormy"))) {
                    assertThat(found.number("select count(*) from touch")).isGreaterThan(letters / 3);
                    assertThat(Differences.between(expected.touchTables(), found.touchTables()))
                            .isEmpty();
                }
            }
        } finally {
            all.forEach(TouchlineProcess::kill);
            if (certificate != null) Files.delete(certificate);
        }
    }

    private static String address(int number) {
        return "box" + number + "@ours-crash.test";
    }

    /** In this process, without jobs. */
    private static ConfigurableApplicationContext context(TestDatabase.Address database) {
        return database.idleNode(
                "--touchline.microsoft365.ssl-bundle=stand-in", "--spring.datasource.hikari.minimum-idle=0");
    }

    private void setUp(ConfigurableApplicationContext calm) {
        Trusting.standIns(calm.getBean(SslBundles.class));
        var world = new IntakeWorld(calm.getBean(JdbcClient.class), "crash");
        for (int i = 0; i < 8; i++) {
            var partner = world.partner("partner" + i);
            contacts.add(world.contact(partner, "anna"));
            world.domain(partner, "domain" + i + ".test");
            contacts.add("somebody@domain" + i + ".test");
            contacts.add("stranger" + i + "@nowhere.test");
        }
        var connection = calm.getBean(ConnectionRecords.class).add("Tenant", standIn.tenant(), null, Who.TOUCHLINE);
        var mailboxes = calm.getBean(MailboxRecords.class);
        var floor = LocalDate.ofInstant(begun, ZoneOffset.UTC).minusDays(200);
        for (int i = 0; i < MAILBOXES; i++) {
            var member = world.member("box" + i);
            if (i < MAILBOXES / 2)
                mailboxes.add(
                        new NewMailbox(
                                address(i),
                                member,
                                new MailSource.Account(
                                        "127.0.0.1", dovecot.port(), Tls.NONE, address(i), Dovecot.PASSWORD),
                                floor,
                                true),
                        Who.TOUCHLINE);
            else mailboxes.add(new NewTenantMailbox(address(i), member, connection, floor, true), Who.TOUCHLINE);
        }
    }

    private static void copy(RestartablePostgres postgres, ConfigurableApplicationContext calm) {
        calm.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        postgres.execute("create database stormy template calm");
    }

    /** In one mailbox, and in another that has a copy; some without a Message-ID, some answers to earlier ones. */
    private void write(int quarterHoursAgo) {
        int number = letters++;
        int mine = random.nextInt(MAILBOXES);
        int other = random.nextInt(MAILBOXES);
        var them = contacts.get(random.nextInt(contacts.size()));
        boolean sent = random.nextBoolean();
        var at = begun.minus(Duration.ofMinutes(15L * quarterHoursAgo)).minusSeconds(number % 60);
        var letter = new Written(
                number,
                sent ? address(mine) : them,
                sent ? them : address(mine),
                other == mine ? null : address(other),
                number % 9 == 4 ? number - 4 : null,
                at);
        put(mine, sent ? "Sent" : "INBOX", letter);
        if (other != mine) put(other, "INBOX", letter);
    }

    private record Written(
            int number,
            String from,
            String to,
            @Nullable String cc,
            @Nullable Integer answerTo,
            Instant at) {

        String id(int which) {
            return "letter" + which + "@crash.test";
        }

        String text() {
            return "From: " + from + "\nTo: " + to + (cc == null ? "" : "\nCc: " + cc) + "\nDate: "
                    + DATE.format(at.atOffset(ZoneOffset.UTC)) + "\nMessage-ID: <" + id(number) + ">"
                    + (answerTo == null ? "" : "\nIn-Reply-To: <" + id(answerTo) + ">") + "\nSubject: Letter "
                    + number + "\n\nText.\n";
        }

        StandInItem item() {
            var item = StandInMailbox.mail(from, to, id(number), at);
            item.sentAt = at;
            item.subject = "Letter " + number;
            if (cc != null) item.cc.add(new StandInItem.Who("", cc));
            if (answerTo != null) item.headers.add(new StandInItem.Header("In-Reply-To", "<" + id(answerTo) + ">"));
            item.conversationId = "AAQk-" + number;
            return item;
        }
    }

    private void put(int mailbox, String folder, Written letter) {
        if (mailbox < MAILBOXES / 2)
            dovecot.deliver(address(mailbox), folder, letter.at, letter.text().getBytes(StandardCharsets.UTF_8));
        else boxes.get(mailbox - MAILBOXES / 2).deliver(folder.equals("Sent") ? "sentitems" : "inbox", letter.item());
    }

    private void start(int node, TestDatabase.Address database) {
        var environment = new HashMap<>(database.environment());
        environment.put("TOUCHLINE_MAILBOX_INTERVAL", "5s");
        environment.put("TOUCHLINE_MAILBOX_PAGESPERSLICE", "2");
        environment.put("TOUCHLINE_MICROSOFT365_SSLBUNDLE", "standin");
        environment.put("SPRING_SSL_BUNDLE_PEM_STANDIN_TRUSTSTORE_CERTIFICATE", certificate.toString());
        environment.put("DBSCHEDULER_HEARTBEATINTERVAL", HEARTBEAT.toSeconds() + "s");
        names.put(node, "node " + node + ", start " + all.size());
        environment.put("DBSCHEDULER_SCHEDULERNAME", names.get(node));
        var process = TouchlineProcess.start(environment);
        nodes.put(node, process);
        all.add(process);
    }

    private void disturbed(RestartablePostgres postgres, TestDatabase.Address database) throws Exception {
        for (int node = 0; node < NODES; node++) start(node, database);
        for (var node : nodes.values()) node.awaitReady();
        var stored = new Looking(database, names);
        for (int kill = 1; kill <= KILLS; kill++) {
            Thread.sleep(random.nextInt(2_000));
            int node = oneThatReads(stored);
            nodes.get(node).kill();
            start(node, database);
            for (int i = 0; i < LIVE_LETTERS; i++) write(0);
            dovecot.handOver();
            if (kill == KILLS / 2) postgres.restart();
        }
        nodes.get(0).awaitReady();
        var last = Clock.systemUTC().instant();
        Patience.until("all is read to the end", Duration.ofMinutes(4), () -> stored.isReadToTheEnd(last));
        heldMailboxesAreTakenOver(stored);
        nodes.values().forEach(TouchlineProcess::kill);
    }

    private int oneThatReads(Looking stored) {
        var found = new ArrayList<Integer>();
        // all of them may be starting anew, on a machine that has little time for it
        Patience.until("a node reads", () -> {
            stored.checkNow();
            for (int node = 0; node < NODES; node++) if (!stored.heldBy(node).isEmpty()) found.add(node);
            return !found.isEmpty();
        });
        return found.get(random.nextInt(found.size()));
    }

    /** Held in the middle of a turn by a server that says nothing; then the node is killed. */
    private void heldMailboxesAreTakenOver(Looking stored) throws Exception {
        for (var node : nodes.values()) node.awaitReady();
        var hold = new CountDownLatch(1);
        standIn.instead = (request, usual) -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        Patience.until(
                "each node has some that it cannot leave",
                () -> nodes.keySet().stream().allMatch(node -> stored.holdsOneOfTheTenant(node)));
        int victim = oneThatReads(stored);
        var held = new HashMap<String, Long>();
        for (var mailbox : stored.heldBy(victim)) held.put(mailbox, stored.lease(mailbox));
        assertThat(held).isNotEmpty();
        nodes.get(victim).kill();
        standIn.instead = (request, usual) -> null;
        hold.countDown();
        var allowed = HEARTBEAT.multipliedBy(4 + 2).plusSeconds(2 + 20);
        Patience.until(
                "others have taken them over",
                allowed,
                () -> held.keySet().stream().allMatch(mailbox -> stored.lease(mailbox) > held.get(mailbox)));
    }

    /** The formula of the test above, with the numbers that are deployed. */
    @Test
    void fault5_asDeployedThatIsLessThanNinetySeconds() throws IOException {
        var settings = new YamlPropertySourceLoader()
                .load("deployed", new ClassPathResource("application.yaml"))
                .getFirst();
        var heartbeat = seconds(settings.getProperty("db-scheduler.heartbeat-interval"));
        var missed = Integer.parseInt(String.valueOf(settings.getProperty("db-scheduler.missed-heartbeats-limit")));
        var polling = seconds(settings.getProperty("db-scheduler.polling-interval"));
        // missed heartbeats make it dead; it is looked for the dead every second one; then the mailbox is due
        assertThat(heartbeat * missed + heartbeat * 2 + polling).isLessThan(90);
    }

    private static int seconds(@Nullable Object setting) {
        return Integer.parseInt(String.valueOf(setting).replace("s", ""));
    }

    /** Looks into the database past the nodes, also while it is restarted. */
    private record Looking(TestDatabase.Address database, Map<Integer, String> names) {

        private <T> T ask(Function<WhatIsStored, T> question) {
            try (var stored = new WhatIsStored(database)) {
                return question.apply(stored);
            }
        }

        /** As a person who presses it: waits after troubles are not what is tried here. */
        void checkNow() {
            ask(stored -> {
                stored.execute(
                        "update scheduled_tasks set execution_time = now()"
                                + " where task_name = 'read-mailbox' and not picked and execution_time > now() + interval '6 s'");
                return stored;
            });
        }

        boolean isReadToTheEnd(Instant after) {
            checkNow();
            return ask(stored -> stored.is("""
                    (select count(*) from mailbox where state = 'LIVE' and last_error is null and last_ok_at > '%s') = %d
                    and not exists (select from mailbox_folder f where not f.gone and not f.backfill_done)
                    """.formatted(after, MAILBOXES)));
        }

        List<String> heldBy(int node) {
            return ask(stored -> List.of(
                            stored.line("""
                    select task_instance from scheduled_tasks
                    where task_name = 'read-mailbox' and picked and picked_by = '%s'
                    """.formatted(names.get(node))).split("; "))
                    .stream()
                    .filter(mailbox -> !mailbox.isEmpty())
                    .toList());
        }

        boolean holdsOneOfTheTenant(int node) {
            return ask(stored -> stored.is("""
                    exists (select from scheduled_tasks s join mailbox m on m.id::text = s.task_instance
                            where s.task_name = 'read-mailbox' and s.picked and s.picked_by = '%s'
                              and m.connection_id is not null)
                    """.formatted(names.get(node))));
        }

        long lease(String mailbox) {
            return ask(stored -> stored.number("select lease_epoch from mailbox where id = " + mailbox));
        }
    }

    /** Turn by turn, each mailbox to its end. */
    private static void undisturbed(ConfigurableApplicationContext calm) {
        var sync = calm.getBean(MailSync.class);
        var ids = calm.getBean(JdbcClient.class)
                .sql("select id from mailbox order by id")
                .query(Long.class)
                .list();
        for (var id : ids) {
            Slice slice = sync.runSlice(id);
            while (slice instanceof Slice.MoreToRead) slice = sync.runSlice(id);
            assertThat(slice).isInstanceOf(Slice.ReadToTheEnd.class);
        }
    }
}
