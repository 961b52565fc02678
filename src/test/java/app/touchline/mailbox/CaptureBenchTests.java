package app.touchline.mailbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.proof.Dovecot;
import app.touchline.proof.WhatIsStored;
import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static app.touchline.mailbox.Mail.mail;

/**
 * How fast mail is captured, beside a raw fetch of the same in the same run. Prints, and keeps in target/capture-bench.md;
 * nothing is asserted. Not in the normal build: {@code mvn -Pcapture-bench test}, or one step of it with
 * {@code -Dtest=CaptureBenchTests#fromDovecot}; -Dbench.messages, -Dbench.warming and -Dbench.mailboxes say how many,
 * -Dbench.matched how many in a hundred are with partners.
 */
@Tag("bench")
@NullUnmarked
class CaptureBenchTests {

    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int ALIKE = Integer.getInteger("bench.alike", 20_000);
    private static final int[] MATCHED = Arrays.stream(
                    System.getProperty("bench.matched", "5,50").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final int MAILBOXES = Integer.getInteger("bench.mailboxes", 3_000);

    /** A fifth of the mailboxes, looked at five times as often, is as much work in a fifth of the time. */
    private static final Duration INTERVAL = Duration.ofSeconds(Integer.getInteger("bench.interval", 300));

    /** How long Microsoft 365 takes for a page; published measurements speak of some hundred milliseconds. */
    private static final Duration PAGE_LATENCY = Duration.ofMillis(Integer.getInteger("bench.latency", 300));

    private static final String OURS = "box@ours-bench.test";
    private static final String WARM = "warm@ours-bench.test";
    private static final String WARM_AGAIN = "warm2@ours-bench.test";

    /**
     * Read before, so that both the raw fetch and capture are measured in a program that has run for a while: after fewer,
     * half of what the processors do in the next is to compile.
     */
    private static final int WARMING = Integer.getInteger("bench.warming", 100_000);

    /** What is done with a matched message is done but for a few of them: more of them, that it is compiled too. */
    private static final int WARM_MATCHED = 30;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void fromDovecot() throws Exception {
        for (int matched : MATCHED) {
            try (var dovecot = Dovecot.start(List.of(OURS, WARM, WARM_AGAIN))) {
                for (int i = 0; i < MESSAGES; i++) deliver(dovecot, OURS, i, matched);
                for (int i = 0; i < WARMING; i++) {
                    deliver(dovecot, WARM, MESSAGES + i, WARM_MATCHED);
                    deliver(dovecot, WARM_AGAIN, MESSAGES + WARMING + i, matched);
                }
                dovecot.handOver();
                rawHeaders(dovecot);
                try (var node = node(TestDatabase.fresh())) {
                    world(node);
                    for (var warm : List.of(WARM, WARM_AGAIN)) {
                        var mailbox = mailbox(node, dovecot, warm);
                        if (warm.equals(WARM)) inSmallPages(node, mailbox);
                        captured(node, mailbox, WARMING);
                        rawHeaders(dovecot);
                    }
                    nobodyElseIsDue(node);
                    var id = mailbox(node, dovecot, OURS);
                    double before = rate(() -> rawHeaders(dovecot));
                    double captured = captured(node, id, MESSAGES);
                    double after = rate(() -> rawHeaders(dovecot));
                    report("Dovecot, %d messages, %d%% matched".formatted(MESSAGES, matched), before, captured, after);
                }
            }
        }
    }

    private long mailbox(ConfigurableApplicationContext node, Dovecot dovecot, String address) {
        return node.getBean(MailboxRecords.class)
                .add(
                        new NewMailbox(
                                address,
                                null,
                                new MailSource.Account(
                                        "127.0.0.1", dovecot.port(), Tls.NONE, address, Dovecot.PASSWORD),
                                floor(),
                                true),
                        Who.TOUCHLINE);
    }

    /** So that what is done once a page has been done often, too. */
    private static void inSmallPages(ConfigurableApplicationContext node, long mailbox) {
        node.getBean(JdbcClient.class).sql("""
                        insert into mailbox_folder (mailbox_id, name, title, page_size, page_limit, page_limit_on)
                        values (?, 'INBOX', 'INBOX', 200, 200, '2999-01-01')
                        """).param(mailbox).update();
    }

    private static void nobodyElseIsDue(ConfigurableApplicationContext node) {
        node.getBean(JdbcClient.class).sql("delete from scheduled_tasks").update();
    }

    @Test
    void fromTheStandIn() throws Exception {
        for (int matched : MATCHED) {
            try (var standIn = new StandIn();
                    var node = node(TestDatabase.fresh())) {
                Trusting.standIns(node.getBean(SslBundles.class));
                world(node);
                var box = standIn.user(OURS);
                var warm = standIn.user(WARM);
                for (int i = 0; i < MESSAGES; i++) box.deliver("inbox", item(i, matched));
                for (int i = MESSAGES; i < MESSAGES + WARMING; i++) warm.deliver("inbox", item(i, matched));
                var connection =
                        node.getBean(ConnectionRecords.class).add("Tenant", standIn.tenant(), null, Who.TOUCHLINE);
                var mailboxes = node.getBean(MailboxRecords.class);
                captured(
                        node,
                        mailboxes.add(new NewTenantMailbox(WARM, null, connection, floor(), true), Who.TOUCHLINE),
                        WARMING);
                nobodyElseIsDue(node);
                var id = mailboxes.add(new NewTenantMailbox(OURS, null, connection, floor(), true), Who.TOUCHLINE);
                standIn.instead = (request, usual) -> {
                    if (request.isMessageList() || request.isDelta()) sleep(PAGE_LATENCY);
                    return null;
                };
                double before = rate(() -> rawPages(standIn));
                double captured = captured(node, id, MESSAGES);
                double after = rate(() -> rawPages(standIn));
                report(
                        "Stand-in with %d ms a page, %d messages, %d%% matched"
                                .formatted(PAGE_LATENCY.toMillis(), MESSAGES, matched),
                        before,
                        captured,
                        after);
            }
        }
    }

    /** One node, all mailboxes looked at every five minutes, nothing new in any; processor time of the node alone. */
    @Test
    void idleMailboxes() throws Exception {
        var database = TestDatabase.fresh();
        try (var server = new ScriptedServer();
                var stored = stored(database)) {
            server.holds("stranger@nowhere.test", OURS, 1, 2, 3);
            try (var node = node(database)) {
                var mailboxes = node.getBean(MailboxRecords.class);
                for (int i = 0; i < MAILBOXES; i++)
                    mailboxes.add(
                            new NewMailbox("box" + i + "@ours-bench.test", null, server.account(), floor(), true),
                            Who.TOUCHLINE);
            }
            var environment = new HashMap<>(database.environment());
            environment.put("TOUCHLINE_MAILBOX_INTERVAL", INTERVAL.toSeconds() + "s");
            var begun = System.nanoTime();
            try (var node = TouchlineProcess.start(environment)) {
                node.awaitReady();
                Patience.until(
                        "all are read first",
                        Duration.ofHours(1),
                        () -> stored.number("select count(*) from mailbox where last_ok_at is not null") == MAILBOXES);
                double first = seconds(begun);
                var from = System.nanoTime();
                var before = node.processorTime();
                Thread.sleep(Duration.ofMinutes(Integer.getInteger("bench.minutes", 10)));
                var spent = node.processorTime().minus(before).toMillis() / 1e3;
                var served = stored.number("select count(*) from mailbox where last_ok_at > now() - interval '%d s'"
                        .formatted(INTERVAL.toSeconds() * 11 / 10));
                said(
                        "| %d idle mailboxes every %d s, one node: all read first after %.0f s; then %.2f of a core, %d looked at in time |"
                                .formatted(MAILBOXES, INTERVAL.toSeconds(), first, spent / seconds(from), served));
            }
        }
    }

    /** Pages of 500, all matched, into a database that holds few touches and into one that holds many. */
    @Test
    void costOfAMessageByHowManyAreStored() throws Exception {
        for (int stored : new int[] {10_000, 1_000_000}) {
            var database = TestDatabase.fresh();
            try (var node = node(database);
                    var tables = stored(database)) {
                tables.execute(Files.readString(Path.of("src/bench/resources/programme.sql"))
                        .replace(
                                "${today}",
                                LocalDate.ofInstant(now, ZoneOffset.UTC).toString())
                        .replace("${partners}", "10000")
                        .replace("${touches}", String.valueOf(stored)));
                world(node);
                tables.execute("vacuum analyze");
                var intake = node.getBean(MailIntake.class);
                var mailbox = tables.number("select min(id) from mailbox");
                var times = new ArrayList<Double>();
                for (int page = 0; page < 60; page++) {
                    var messages = new Message[500];
                    for (int i = 0; i < messages.length; i++) {
                        int number = page * messages.length + i;
                        messages[i] = mail(
                                        OURS,
                                        "contact" + (number % 10_000 + 1) + "@partner" + (number % 10_000 + 1)
                                                + ".test")
                                .id("cost" + number)
                                .at(at(number))
                                .in("1/INBOX:" + number);
                    }
                    var begun = System.nanoTime();
                    intake.take(new MailPage(mailbox, Arrays.asList(messages), List.of(), () -> true, false));
                    times.add(seconds(begun) * 1e6 / messages.length);
                }
                var warm = times.subList(20, times.size()).stream().sorted().toList();
                said(
                        "| Intake with %d touches stored, all matched | %.0f µs a message (median of pages of 500), p90 %.0f |"
                                .formatted(stored, warm.get(warm.size() / 2), warm.get(warm.size() * 9 / 10)));
            }
        }
    }

    /** A machine that writes the same every half minute: taken in, and matched anew when its address is a contact's. */
    @Test
    void mailThatLooksAlike() {
        try (var node = node(TestDatabase.fresh())) {
            var world = new IntakeWorld(node.getBean(JdbcClient.class), "alike");
            var partner = world.partner("alike");
            world.domain(partner, "alike-bench.test");
            var mailbox = world.mailboxOf("dana");
            var intake = node.getBean(MailIntake.class);
            var reattributing = node.getBean(Reattributing.class);
            reattributing.run(Integer.MAX_VALUE);
            var begun = System.nanoTime();
            for (int page = 0; page < ALIKE / 500; page++) {
                var messages = new ArrayList<Message>();
                for (int i = page * 500; i < page * 500 + 500; i++)
                    messages.add(mail("robot@alike-bench.test", OURS)
                            .id("alike" + i)
                            .at(now.minus(Duration.ofSeconds(30L * i + 5)))
                            .in("1/INBOX:" + (ALIKE - i)));
                intake.take(new MailPage(mailbox, messages, List.of(), () -> true, false));
            }
            double taken = seconds(begun);
            world.contactAt(partner, "robot@alike-bench.test");
            begun = System.nanoTime();
            reattributing.run(Integer.MAX_VALUE);
            said("| %d messages that look alike | taken in in %.1f s, matched anew in %.1f s |"
                    .formatted(ALIKE, taken, seconds(begun)));
        }
    }

    // ----

    private Instant at(int number) {
        return now.minus(Duration.ofMinutes(3L * number + 5));
    }

    private LocalDate floor() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3_000);
    }

    private static String them(int number, int matched) {
        return number % 100 < matched
                ? "someone" + number % 50 + "@partner" + number % 20 + "-bench.test"
                : "s" + number % 997 + "@nowhere.test";
    }

    private void deliver(Dovecot dovecot, String to, int number, int matched) throws IOException {
        dovecot.deliver(to, "INBOX", at(number), letter(to, number, matched));
    }

    private byte[] letter(String to, int number, int matched) {
        return ("Received: from relay.test by mx.ours.test; %3$s\nFrom: Some One <%1$s>\nTo: Dana <%2$s>\nDate: %3$s\nMessage-ID: <m%4$d@bench.test>\n"
                        + "References: <m%5$d@bench.test>\nSubject: About the renewal, letter %4$d\nContent-Type: text/plain; charset=utf-8\n\nText.\n")
                .formatted(
                        them(number, matched),
                        to,
                        DATE.format(at(number).atOffset(ZoneOffset.UTC)),
                        number,
                        number - number % 3)
                .getBytes(StandardCharsets.UTF_8);
    }

    private StandInItem item(int number, int matched) {
        var item = StandInMailbox.mail(them(number, matched), OURS, "m" + number + "@bench.test", at(number));
        item.sentAt = at(number);
        return item;
    }

    private static ConfigurableApplicationContext node(TestDatabase.Address database) {
        return database.idleNode("--touchline.microsoft365.ssl-bundle=stand-in");
    }

    private static WhatIsStored stored(TestDatabase.Address database) {
        return new WhatIsStored(database);
    }

    private static void world(ConfigurableApplicationContext node) {
        var world = new IntakeWorld(node.getBean(JdbcClient.class), "bench");
        for (int i = 0; i < 20; i++) world.domain(world.partner("partner" + i), "partner" + i + "-bench.test");
    }

    /** Messages a second, and what the heap held after each turn. */
    private static double captured(ConfigurableApplicationContext node, long id, int messages) {
        var sync = node.getBean(MailSync.class);
        var heap = new ArrayList<Long>();
        var backends = node.getBean(JdbcClient.class)
                .sql("select pid from pg_stat_activity")
                .query(Long.class)
                .list();
        var processors = ProcessorTime.now(backends);
        long begun = System.nanoTime();
        long collecting = 0;
        Slice slice;
        do {
            slice = sync.runSlice(id);
            var before = System.nanoTime();
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
            collecting += System.nanoTime() - before;
        } while (slice instanceof Slice.MoreToRead);
        double seconds = (System.nanoTime() - begun - collecting) / 1e9;
        if (!(slice instanceof Slice.ReadToTheEnd)) throw new IllegalStateException(slice.toString());
        said("µs of processor time a message: " + ProcessorTime.now(backends).perMessage(processors, messages));
        said("heap after each turn, MB: " + heap);
        return messages / seconds;
    }

    private interface Fetch {
        void run() throws IOException, InterruptedException;
    }

    private static double rate(Fetch fetch) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        fetch.run();
        return MESSAGES / seconds(begun);
    }

    /** The same headers in pages of 500, bytes thrown away. The first run fills Dovecot's cache for both. */
    private static void rawHeaders(Dovecot dovecot) throws IOException {
        // all that HeaderFetch asks for, or Dovecot would have the one in its cache and not the other
        var fields = String.join(" ", MessageParser.FIELDS);
        try (var socket = new Socket("127.0.0.1", dovecot.port())) {
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            command(socket, in, "a0 LOGIN \"" + OURS + "\" \"" + Dovecot.PASSWORD.replace("\"", "\\\"") + "\"", "a0 ");
            command(socket, in, "a1 EXAMINE INBOX", "a1 ");
            for (int from = 1; from <= MESSAGES; from += 500)
                command(
                        socket,
                        in,
                        "f%d UID FETCH %d:%d (UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (%s)])"
                                .formatted(from, from, from + 499, fields),
                        "f" + from + " ");
        }
    }

    private static void command(Socket socket, BufferedInputStream in, String command, String tag) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                if (line.length() < 12) line.append((char) c);
                continue;
            }
            if (line.toString().startsWith(tag)) {
                if (!line.toString().startsWith(tag + "OK")) throw new IOException(line.toString());
                return;
            }
            line.setLength(0);
        }
        throw new IOException("cut");
    }

    /** The same pages one after the other as their links say, bytes thrown away. */
    private static void rawPages(StandIn standIn) throws IOException, InterruptedException {
        var select =
                "id,internetMessageId,conversationId,conversationIndex,parentFolderId,receivedDateTime,sentDateTime,isDraft,"
                        + "from,sender,replyTo,toRecipients,ccRecipients,bccRecipients,subject,internetMessageHeaders";
        var url = standIn.graphUrl() + "/users/" + OURS + "/messages?$select=" + select + "&$top=500&$orderby="
                + URLEncoder.encode("receivedDateTime desc", StandardCharsets.UTF_8) + "&$filter="
                + URLEncoder.encode("receivedDateTime ge 2000-01-01T00:00:00Z", StandardCharsets.UTF_8);
        var token = standIn.tokens.issue();
        try (var client = HttpClient.newHttpClient()) {
            while (url != null) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(url.replace(" ", "%20")))
                                .header("Authorization", "Bearer " + token)
                                .header("Prefer", "IdType=\"ImmutableId\"")
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() != 200) throw new IOException(answer.body());
                var at = answer.body().indexOf("\"@odata.nextLink\":\"");
                url = at < 0
                        ? null
                        : answer.body().substring(at + 19, answer.body().indexOf('"', at + 19));
            }
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The raw fetch is done before and after, since the machine may be busier at one time than at another. */
    private static void report(String what, double before, double captured, double after) {
        double raw = 2 / (1 / before + 1 / after);
        said("| %s | raw %.0f/s (%.0f before, %.0f after) | captured %.0f/s | %.2f |"
                .formatted(what, raw, before, after, captured, captured / raw));
    }

    @SuppressWarnings("SystemOut") // a person runs this and reads it
    private static void said(String line) {
        System.out.println("BENCH " + line);
        try {
            Files.writeString(
                    Path.of("target", "capture-bench.md"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
