package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Request;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.imap.FoldersServer;
import app.touchline.proof.Dovecot;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is entered later is looked for in all mailboxes, and of other people's mail as little is fetched as can be. */
@TouchlineTest
class FoundByNameTests extends InATenant {

    private static final int STRANGERS = 200;

    /** What is fetched to see whether a server's search can be trusted. */
    private static final int TRIED_ON = 5;

    private static final DateTimeFormatter INTERNAL =
            DateTimeFormatter.ofPattern("d-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final String later = "later-" + domain;
    private int letters;

    // ---- IMAP

    @Test
    void aServerIsAskedForTheMailOfTheNewPartnerAndOnlyThatIsFetched() {
        try (var server = new FoldersServer(List.of("INBOX", "Sent"))) {
            var wanted = new HashSet<Long>();
            for (int n = 0; n < STRANGERS; n++) {
                server.put("INBOX", letter("From: s" + n + "@stranger.test", "To: " + ours(server)));
                if (n == 50)
                    wanted.add(server.put("INBOX", letter("From: Lee <lee@eu." + later + ">", "To: " + ours(server))));
                if (n == 90)
                    wanted.add(server.put(
                            "INBOX", letter("From: x@stranger.test", "To: " + ours(server), "Cc: \"l\"@" + later)));
            }
            wanted.add(server.put("Sent", letter("From: " + ours(server), "To: x@stranger.test", "Bcc: lee@" + later)));
            var id = connect(server);
            readToTheEnd(id);
            server.fetched.clear();

            partners.domain(partner, later);
            readToTheEnd(id);

            assertThat(touches()).isEqualTo(3);
            assertThat(server.searchesForNames).isPositive();
            assertThat(server.fetched)
                    .hasSizeLessThanOrEqualTo(wanted.size() + TRIED_ON)
                    .containsAll(wanted);
            assertThat(counter(id, "read")).isEqualTo(STRANGERS + 3);
            assertThat(counter(id, "strangers")).isEqualTo(STRANGERS);
            assertThat(counter(id, "matched")).isEqualTo(3);
        }
    }

    @Test
    void aServerThatDoesNotSearchSoOrFindsNobodyIsReadAsAWhole() {
        for (var answer : List.of("NO [CANNOT] not so", "BAD what is OR?", "* SEARCH\r\n"))
            try (var server = new FoldersServer(List.of("INBOX"))) {
                var late = letters + later;
                for (int n = 0; n < 30; n++)
                    server.put("INBOX", letter("From: s@stranger.test", "To: " + ours(server)));
                server.put("INBOX", letter("From: lee@" + late, "To: " + ours(server)));
                var id = connect(server);
                readToTheEnd(id);
                long before = touches();
                server.instead = (command, usual) -> command.contains("OR OR") ? answer : null;
                partners.domain(partner, late);
                readToTheEnd(id);
                assertThat(touches()).as(answer).isEqualTo(before + 1);
            }
    }

    @Test
    void aSearchThatIsRefusedInTheMiddleIsGivenUpForAReadingOfAll() {
        try (var server = new FoldersServer(List.of("INBOX"))) {
            for (int n = 0; n < 30; n++) server.put("INBOX", letter("From: s@stranger.test", "To: " + ours(server)));
            server.put("INBOX", letter("From: lee@" + later, "To: " + ours(server)));
            var id = connect(server);
            readToTheEnd(id);
            // what it tries on single messages works
            server.instead = (command, usual) -> command.matches("UID SEARCH UID \\d+:.*OR.*") ? "NO too much" : null;
            partners.domain(partner, later);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(1);
            assertThat(rereadBegun(id)).isZero();
        }
    }

    @Test
    void manyNamesAtOnceAreReadForAsAWholeAndManySmallChangesAreSearchedForTogether() {
        try (var server = new FoldersServer(List.of("INBOX"))) {
            for (int n = 0; n < 60; n++) server.put("INBOX", letter("From: lee@d" + n + later, "To: " + ours(server)));
            var id = connect(server);
            readToTheEnd(id);
            for (int n = 0; n < 3; n++) partners.domain(partner, "d" + n + later);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(3);
            int searches = server.searchesForNames;
            assertThat(searches).as("one for all three").isEqualTo(1);

            for (int n = 3; n < 3 + ChangedNames.MOST; n++) partners.domain(partner, "d" + n + later);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(60);
            assertThat(server.searchesForNames).isGreaterThan(searches);
            searches = server.searchesForNames;
            partners.domain(partner, "one-more" + later);
            for (int n = 200; n < 201 + ChangedNames.MOST; n++) partners.domain(partner, "d" + n + later);
            readToTheEnd(id);
            assertThat(server.searchesForNames).as("too many for a search").isEqualTo(searches);
        }
    }

    @Test
    void whatChangedTooLongAgoToBeKnownIsReadForAsAWhole() {
        try (var server = new FoldersServer(List.of("INBOX"))) {
            for (int n = 0; n < 10; n++) server.put("INBOX", letter("From: lee@" + later, "To: " + ours(server)));
            var id = connect(server);
            readToTheEnd(id);
            partners.domain(partner, later);
            jdbc.sql("update directory_version set names_known_since = version").update();
            jdbc.sql("delete from directory_change where domain = :later")
                    .param("later", later)
                    .update();
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(10);
            assertThat(server.searchesForNames).isZero();
        }
    }

    @Test
    @NeedsDovecot
    void dovecotFindsThemHoweverTheyAreWritten() {
        var written = List.of(
                "From: Lee <lee@LATER>\r\nTo: ours",
                "From: \"lee\"@LATER\r\nTo: ours",
                "From: lee+news@eu.LATER\r\nTo: ours",
                "From: ours\r\nTo: x@stranger.test,\r\n Lee (of Later)\r\n <lee@LATER>",
                "From: ours\r\nTo: x@stranger.test\r\nBcc: lee@LATER",
                "From: =?utf-8?q?L=C3=A9e?= <lee@LATER>\r\nTo: ours");
        try (var dovecot = Dovecot.start(List.of(ours))) {
            for (int n = 0; n < 40; n++)
                dovecot.deliver(ours, "INBOX", at(n), header("From: s@stranger.test\r\nTo: " + ours, n));
            for (int n = 0; n < written.size(); n++)
                dovecot.deliver(
                        ours,
                        n == 3 || n == 4 ? "Sent" : "INBOX",
                        at(100 + n),
                        header(written.get(n).replace("LATER", later).replace("ours", ours), 100 + n));
            dovecot.handOver();
            var account = new MailSource.Account(dovecot.host(), dovecot.port(), Tls.NONE, ours, Dovecot.PASSWORD);
            var id = mailboxes.add(new NewMailbox(ours, null, account, LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
            readToTheEnd(id);
            partners.contact(partner, "Lee", "lee@" + later);
            readToTheEnd(id);
            assertThat(touches())
                    .as("the contact's, not those of the domain below")
                    .isEqualTo(written.size() - 1);
            partners.domain(partner, later);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(written.size());
            assertThat(jdbc.sql(
                                    "select bool_and(reread_by_name) from mailbox_folder where mailbox_id = :id and name = 'INBOX'")
                            .param("id", id)
                            .query(Boolean.class)
                            .single())
                    .as("its search is trusted")
                    .isTrue();
        }
    }

    // ---- Microsoft 365

    @Test
    void atMicrosoftAllAddressesAreListedAndOnlyWhatIsThePartnersIsFetched() {
        var wanted = new TreeSet<String>();
        for (int n = 0; n < STRANGERS; n++) {
            box.deliver("inbox", mail("s" + n + "@stranger.test", n * 5));
            if (n == 50) wanted.add(box.deliver("inbox", mail("lee@eu." + later, n * 5)).immutableId);
            if (n == 90) {
                var sent = mail(ours, n * 5);
                sent.headers.clear();
                sent.to.clear();
                sent.to.addAll(StandInMailbox.mail("x@x.test", "lee@" + later, "x", clock.instant()).to);
                wanted.add(box.deliver("sentitems", sent).immutableId);
            }
        }
        var id = connect(box);
        readToTheEnd(id);
        standIn.requests.clear();
        partners.domain(partner, later);
        readToTheEnd(id);

        assertThat(touches()).isEqualTo(2);
        assertThat(singly()).isEqualTo(wanted);
        assertThat(lists()).isNotEmpty().noneMatch(request -> fields(request).contains("subject"));
        assertThat(counter(id, "read")).isEqualTo(STRANGERS + 2);
        assertThat(counter(id, "matched")).isEqualTo(2);
    }

    @Test
    void whereMostOfAPageIsThePartnersItIsReadAsAWhole() {
        for (int n = 0; n < 120; n++) box.deliver("inbox", mail("lee@" + later, n));
        for (int n = 0; n < 120; n++) box.deliver("inbox", mail("s@stranger.test", 500 + n));
        var id = connect(box);
        readToTheEnd(id);
        smallPages(id, 50);
        standIn.requests.clear();
        partners.domain(partner, later);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(120);
        assertThat(singly()).hasSizeLessThan(60);
        assertThat(lists().stream().filter(request -> fields(request).contains("subject")))
                .hasSizeBetween(1, 4);
    }

    @Test
    void aSearchGoesOnWhereItWasAfterTroubleAndAfterMoreWasEntered() {
        for (int n = 0; n < 90; n++) box.deliver("inbox", mail((n % 9 == 0 ? "lee@" : "s@not") + later, n * 20));
        for (int n = 0; n < 9; n++) box.deliver("inbox", mail("lou@two" + later, n * 200));
        var id = connect(box);
        readToTheEnd(id);
        smallPages(id, 10);
        partners.domain(partner, later);
        standIn.instead = (request, usual) -> request.isMessageList() && standIn.count(Request::isMessageList) % 3 == 0
                ? app.touchline.mailbox.graph.standin.Answer.throttled(7)
                : null;
        for (int turn = 0; turn < 4; turn++) {
            sync.runSlice(id);
            passes(Duration.ofMinutes(20));
        }
        partners.domain(partner, "two" + later);
        standIn.instead = (request, usual) -> null;
        passes(Duration.ofMinutes(20));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(19);
        assertThat(rereadBegun(id)).isZero();
    }

    private Set<String> singly() {
        synchronized (standIn.requests) {
            return standIn.requests.stream()
                    .filter(request -> request.path().size() > 1
                            && request.path().get(request.path().size() - 2).equals("messages")
                            && !request.isDelta()
                            && !request.path().getLast().equals("$count"))
                    .map(request -> request.path().getLast())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<Request> lists() {
        synchronized (standIn.requests) {
            return standIn.requests.stream().filter(Request::isMessageList).toList();
        }
    }

    private static List<String> fields(Request request) {
        return List.of(request.query().getOrDefault("$select", "").split(","));
    }

    // ---- letters

    private String ours(FoldersServer server) {
        return "box" + server.account().port() + "." + domain + "@ours.test";
    }

    private long connect(FoldersServer server) {
        return mailboxes.add(
                new NewMailbox(ours(server), null, server.account(), LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }

    private Instant at(int number) {
        return clock.instant().minus(Duration.ofDays(40)).plus(Duration.ofMinutes(7L * number));
    }

    private String letter(String... lines) {
        int number = letters++;
        var headers = new String(header(String.join("\r\n", lines), number), StandardCharsets.US_ASCII);
        return "FLAGS () INTERNALDATE \"%s\" BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\n"
                .formatted(INTERNAL.format(at(number).atOffset(ZoneOffset.UTC)), headers.length(), headers);
    }

    private byte[] header(String lines, int number) {
        return "%s\r\nDate: %s\r\nMessage-ID: <%d@%s>\r\nSubject: Letter\r\n\r\n"
                .formatted(lines, DATE.format(at(number).atOffset(ZoneOffset.UTC)), number, domain)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long rereadBegun(long id) {
        return jdbc.sql("select count(*) from mailbox_folder where mailbox_id = :id and reread_goal is not null")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
