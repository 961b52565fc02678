package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailboxRecords;
import app.touchline.mailbox.NewMailbox;
import app.touchline.mailbox.Tls;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long delivered mail takes until an open Today page says "captured 10:42" in its partner's row: letters come at random
 * moments into a real Dovecot. {@code mvn -Pcapture-bench test -Dtest=DeliveryBenchTests}; wanted is one interval and five seconds.
 */
@Tag("bench")
@NeedsDovecot
class DeliveryBenchTests {

    private static final int MAILBOXES = Integer.getInteger("bench.delivery.mailboxes", 200);
    private static final int LETTERS = Integer.getInteger("bench.delivery.letters", 300);
    private static final Duration INTERVAL = Duration.ofSeconds(Integer.getInteger("bench.delivery.interval", 30));
    private static final Duration WANTED = INTERVAL.plusSeconds(5);
    private static final Duration BETWEEN_LETTERS = Duration.ofMillis(600);

    private final Random random = new Random(20261118);
    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path home;

    @Test
    void deliveredMailIsOnTheTodayPageWithinAnIntervalAndFiveSeconds() throws Exception {
        var users = IntStream.range(0, MAILBOXES)
                .mapToObj(i -> "box" + i + "@ours-delivery.test")
                .toList();
        var database = TestDatabase.fresh();
        try (var dovecot = Dovecot.start(users)) {
            users.forEach(user -> dovecot.makeFolder(user, "INBOX"));
            dovecot.handOver();
            var partners = setUp(database, dovecot, users);
            try (var touchline = RunningTouchline.start(
                            database, home, Map.of("TOUCHLINE_MAILBOX_INTERVAL", INTERVAL.toSeconds() + "s"));
                    var stored = new WhatIsStored(database)) {
                Patience.until(
                        "all are read first",
                        () -> stored.number("select count(*) from mailbox where last_ok_at is not null") == MAILBOXES);
                var browser = touchline.browser();
                browser.get("/sign-in")
                        .form("/sign-in")
                        .with("email", RunningTouchline.ADMIN)
                        .with("password", RunningTouchline.ADMIN_PASSWORD)
                        .submit()
                        .ok();
                said(delivered(dovecot, users, partners, browser));
            }
        }
    }

    /** Letter after letter, each from another partner; gives the seconds that each took, shortest first. */
    private List<Double> delivered(Dovecot dovecot, List<String> users, List<Long> partners, Browser browser)
            throws InterruptedException {
        var opened = clock.instant();
        var waiting = new ConcurrentHashMap<Long, Long>();
        var postman = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < LETTERS; i++) {
                pause(Duration.ofMillis(random.nextLong(2 * BETWEEN_LETTERS.toMillis())));
                var user = users.get(random.nextInt(MAILBOXES));
                dovecot.deliver(user, "INBOX", clock.instant(), letter(i, user));
                dovecot.handOver();
                waiting.put(partners.get(i), System.nanoTime());
            }
        });
        var took = new ArrayList<Double>();
        while (postman.isAlive() || !waiting.isEmpty()) {
            pause(Duration.ofMillis(250));
            if (waiting.isEmpty()) continue;
            var rows = waiting.keySet().stream()
                    .map(partner -> "&row=p" + partner + "-" + partner)
                    .collect(Collectors.joining());
            var page = browser.get("/today/news?opened=" + opened + rows).ok();
            for (var partner : List.copyOf(waiting.keySet()))
                if (page.html.contains("id=\"captured-p" + partner + "\""))
                    took.add((System.nanoTime() - waiting.remove(partner)) / 1e9);
            var oldest = waiting.values().stream()
                    .mapToLong(since -> System.nanoTime() - since)
                    .max();
            assertThat(oldest.orElse(0))
                    .as("a letter that never comes")
                    .isLessThan(WANTED.multipliedBy(10).toNanos());
        }
        postman.join();
        return took.stream().sorted().toList();
    }

    private static byte[] letter(int number, String to) {
        return "From: kim@partner%1$d-delivery.test\nTo: %2$s\nMessage-ID: <delivery%1$d@bench.test>\nSubject: Hello\n\nText.\n"
                .formatted(number, to)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As many partners as letters, by a node whose jobs do not run. */
    private List<Long> setUp(TestDatabase.Address database, Dovecot dovecot, List<String> users) {
        try (var node = node(database)) {
            var jdbc = node.getBean(JdbcClient.class);
            jdbc.sql("insert into own_domain (domain) values ('ours-delivery.test')")
                    .update();
            var partners =
                    jdbc.sql("""
                    with made as (insert into partner (name, tier_id, status, created_at)
                        select 'Partner ' || n, (select min(id) from tier), 'ACTIVE', now()
                        from generate_series(0, :letters - 1) n returning id, name)
                    insert into partner_domain (partner_id, domain)
                    select id, replace(lower(name), ' ', '') || '-delivery.test' from made order by split_part(name, ' ', 2)::int
                    returning partner_id
                    """).param("letters", LETTERS).query(Long.class).list();
            var floor = LocalDate.ofInstant(clock.instant(), MailWorld.ZONE).minusDays(30);
            for (var user : users)
                node.getBean(MailboxRecords.class)
                        .add(
                                new NewMailbox(
                                        user,
                                        null,
                                        new Account(dovecot.host(), dovecot.port(), Tls.NONE, user, Dovecot.PASSWORD),
                                        floor,
                                        true),
                                Who.TOUCHLINE);
            return partners;
        }
    }

    private static ConfigurableApplicationContext node(TestDatabase.Address database) {
        return database.idleNode();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("SystemOut") // a person runs this and reads it
    private static void said(List<Double> took) {
        var p99 = took.get((int) Math.ceil(0.99 * took.size()) - 1);
        var line =
                "| %d letters into %d mailboxes looked at every %d s, until the open Today page says so | median %.1f s, p99 %.1f s, longest %.1f s |"
                        .formatted(
                                took.size(),
                                MAILBOXES,
                                INTERVAL.toSeconds(),
                                took.get(took.size() / 2),
                                p99,
                                took.getLast());
        System.out.println("BENCH " + line);
        try {
            Files.writeString(
                    Path.of("target", "capture-bench.md"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(p99).as("p99 in seconds").isLessThanOrEqualTo(WANTED.toSeconds());
    }
}
