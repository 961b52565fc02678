package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.Message.Participant;
import app.touchline.mailbox.Names;
import app.touchline.mailbox.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How servers answer what they are asked: each in a way of its own, and all are read. */
class OtherServersTests {

    private static final Instant FLOOR = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-11-17T08:00:00Z");

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Visit visit() throws MailTrouble {
        return new ImapSource(new ImapSettings(Duration.ofMinutes(1), Duration.ofMinutes(1))).visit(server.account());
    }

    private static Batch live(Visit visit) throws MailTrouble {
        return visit.next("INBOX", Lane.LIVE, "100/1", FLOOR, 5_000);
    }

    private interface Asked {
        void of(Visit visit) throws MailTrouble;
    }

    private Trouble trouble(Asked asked) {
        return catchThrowableOfType(MailTrouble.class, () -> {
                    try (var visit = visit()) {
                        asked.of(visit);
                    }
                })
                .trouble();
    }

    private void answering(String command, String answer) {
        server.instead = (asked, usual) -> asked.startsWith(command) ? answer : null;
    }

    // ---- searches

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* SEARCH 3\r\n* SEARCH 9 5\r\n",
                "* 12 EXISTS\r\n* SEARCH 3 5\r\n* 2 EXPUNGE\r\n* SEARCH 9\r\n* OK still here\r\n",
                "* search 3 5 9 9 3 (MODSEQ 77)\r\n",
                "* ESEARCH (TAG \"A1\") UID ALL 3,5,9\r\n",
                "* ESEARCH (TAG \"A1\") UID MIN 3 COUNT 3 ALL 9,3:3,5\r\n"
            })
    void whatASearchFindsIsFoundHoweverItIsSaid(String answer) throws Exception {
        server.holds(3, 5, 9);
        answering("UID SEARCH", answer);
        try (var visit = visit()) {
            assertThat(live(visit).messages())
                    .extracting(Message::providerId)
                    .containsExactly("100/INBOX:3", "100/INBOX:5", "100/INBOX:9");
        }
    }

    @Test
    void noCommandIsLongerThanAServerTakes() throws Exception {
        server.holds(
                LongStream.rangeClosed(1, 2_000).map(n -> 40_000_000 + 2 * n).toArray());
        server.instead = (command, usual) -> command.length() > 8_000 ? "BAD Command line too long" : null;
        try (var visit = visit()) {
            var read = live(visit);
            assertThat(read.messages()).hasSize(2_000);
            assertThat(server.fetches()).isBetween(2L, 6L);
            var ids = read.messages().stream().map(Message::providerId).toList();
            assertThat(visit.gone(ids)).isEmpty();
            assertThat(visit.more(ids)).hasSize(2_000);
        }
    }

    /** As Courier does. */
    @Test
    void aServerThatDoesNotFindTheNewestByItsStarIsAskedForAll() throws Exception {
        server.holds("kim@acme.test", "dana@ours.test", 3, 5);
        server.instead = (command, usual) ->
                command.equals("UID SEARCH UID *") || command.contains("FROM \"") ? "* SEARCH\r\n" : null;
        try (var visit = visit()) {
            assertThat(visit.begin("INBOX", null).liveCursor()).isEqualTo("100/5");
            var names = new Names(Set.of(), Set.of("acme.test"));
            assertThat(visit.found("INBOX", names, "100/6", FLOOR, 10))
                    .as("it does not find whom we see on the newest")
                    .isNull();
        }
    }

    // ---- messages

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (BODY[HEADER.FIELDS (\"FROM\" \"Message-ID\")] {%d}\r\n%s INTERNALDATE \"%s\" UID 3 FLAGS (\\Seen))",
                "* 1 fetch (uid 3 modseq (624140003) internaldate \"%3$s\" x-gm-msgid 1278455344230334865 body[header.fields (FROM)] {%1$d}\r\n%2$s)",
                "* 2 FETCH (FLAGS (\\Seen) UID 3)\r\n* 1 FETCH (UID 3 RFC822.SIZE 77 INTERNALDATE \"%3$s\" BODY[HEADER.FIELDS (From (x)] {%1$d}\r\n%2$s FLAGS ())",
                "* 3 EXISTS\r\n* 1 FETCH (UID 3 EMAILID (M1) THREADID NIL INTERNALDATE \"%3$s\" BODY[HEADER.FIELDS (FROM)]<0> {%1$d}\r\n%2$s)\r\n* 1 FETCH (UID 3 FLAGS ())"
            })
    void aMessageIsReadInWhateverOrderAndCompanyItComes(String line) throws Exception {
        server.holds(3);
        var headers = "From: Kim (x) <kim@acme.test>\r\nMessage-ID: <3@acme.test>\r\n\r\n";
        answering("UID FETCH", line.formatted(headers.length(), headers, server.internalDate) + "\r\n");
        try (var visit = visit()) {
            var read = live(visit);
            assertThat(read.unreadable()).isEmpty();
            assertThat(read.messages()).singleElement().satisfies(message -> {
                assertThat(message.author()).isEqualTo("kim@acme.test");
                assertThat(message.receivedAt()).isEqualTo(EIGHT);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            17-Nov-2026 09:00:00 +0100
            17-NOV-2026 08:00:00 GMT
            17-Nov-26 03:00:00 EST
            17-Nov-2026 08:00:00
            Tue, 17 Nov 2026 08:00:00 +0000
            2026-11-17T08:00:00Z
            """)
    void theServersTimeIsReadInOtherForms(String time) throws Exception {
        server.holds(3);
        server.internalDate = time;
        try (var visit = visit()) {
            assertThat(live(visit).messages()).extracting(Message::receivedAt).containsExactly(EIGHT);
        }
    }

    @Test
    void whereAServerDoesNotSayWhenAMessageCameItsDateHeaderStandsIn() throws Exception {
        server.holds("kim@acme.test", "dana@ours.test", 3);
        server.internalDate = "01-Jan-0001 00:00:00 +0000";
        try (var visit = visit()) {
            assertThat(live(visit).messages()).extracting(Message::receivedAt).containsExactly(EIGHT.plusSeconds(3));
        }
    }

    /** As Gmail, Cyrus and others do: the library switches it on wherever it is offered. */
    @Test
    void aServerThatSpeaksUtf8GivesNamesAndMessagesInIt() throws Exception {
        server.messages.put(
                3L, bytes("From: Jürgen 田中 <jörg@bücher.test>\r\nSubject: 件名 🎉\r\nMessage-ID: <3@acme.test>\r\n\r\n"));
        server.holds(5);
        server.instead = (command, usual) ->
                command.equals("CAPABILITY") ? "* CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT\r\n" : null;
        try (var visit = visit()) {
            var read = live(visit).messages();
            assertThat(read).hasSize(2);
            assertThat(read.getFirst().from()).containsExactly(new Participant("jörg@xn--bcher-kva.test", "Jürgen 田中"));
            assertThat(read.getFirst().subject()).isEqualTo("件名 🎉");
        }
        assertThat(server.commands).contains("ENABLE UTF8=ACCEPT");
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aHeaderThatIsNilIsAskedForAsAWhole() throws Exception {
        server.holds(3);
        server.instead = (command, usual) -> command.startsWith("UID FETCH") && command.contains("HEADER.FIELDS")
                ? "* 1 FETCH (UID 3 FLAGS () INTERNALDATE \"17-Nov-2026 08:00:00 +0000\" BODY[HEADER.FIELDS (FROM)] NIL)\r\n"
                : null;
        try (var visit = visit()) {
            assertThat(live(visit).messages()).hasSize(1);
        }
    }

    @Test
    void aNewMessageThatAServerCannotGiveJustNowIsNotPutAside() throws Exception {
        server.holds(3);
        answering("UID FETCH", "NO [UNAVAILABLE] Storage is being moved");
        assertThat(trouble(OtherServersTests::live)).isInstanceOf(Trouble.Transient.class);
        server.instead = (command, usual) -> null;
        try (var visit = visit()) {
            assertThat(live(visit).messages()).hasSize(1);
        }
    }

    @Test
    void ofOneMessageAServerCanSayNoMoreAndOfTheOthersItDoes() throws Exception {
        server.holds(3, 5, 7);
        server.instead = (command, usual) -> {
            if (!command.contains("BODYSTRUCTURE")) return null;
            if (command.startsWith("UID FETCH 3 "))
                return "* 1 FETCH (UID 3 BODYSTRUCTURE ((\"text\" \"calendar\" (\"method\" \"REQUEST\") NIL NIL \"7bit\" 1 1) \"mixed\")"
                        + " BODY[HEADER.FIELDS (RECEIVED)] NIL)\r\n";
            return command.startsWith("UID FETCH 7 ") ? "" : "NO The message cannot be converted";
        };
        try (var visit = visit()) {
            var more = visit.more(List.of("100/INBOX:3", "100/INBOX:5", "100/INBOX:7"));
            assertThat(more).containsOnlyKeys("100/INBOX:3");
            assertThat(more.get("100/INBOX:3"))
                    .satisfies(each -> assertThat(each.calendarPart()).isTrue());
        }
    }

    // ---- a server that wants a pause

    @Test
    void aServerThatSaysHowLongToWaitIsLeftAloneForThatLong() {
        answering("UID SEARCH", "BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds");
        assertThat(trouble(OtherServersTests::live))
                .isInstanceOfSatisfying(
                        Trouble.Throttled.class,
                        wait -> assertThat(wait.retryAfter()).isEqualTo(Duration.ofMillis(92_415)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO [THROTTLED] slow down",
                "NO [OVERQUOTA] Account exceeded command or bandwidth limits.",
                "BAD Too many simultaneous connections",
                "* BYE Rate limit exceeded\r\n" + ScriptedServer.CUT
            })
    void aServerThatAsksForAPauseGetsIt(String answer) {
        server.holds(3);
        answering("UID FETCH", answer);
        assertThat(trouble(OtherServersTests::live)).isInstanceOf(Trouble.Throttled.class);
    }

    @Test
    void aServerThatSaysGoodbyeInTheMiddleIsComeBackTo() throws Exception {
        server.holds(3, 5);
        answering("UID FETCH", server.line(3) + "* BYE Autologout; idle for too long\r\n" + ScriptedServer.CUT);
        try (var visit = visit()) {
            var read = live(visit);
            assertThat(read.messages()).hasSize(1);
            assertThat(read.next()).isEqualTo("100/3");
            assertThat(catchThrowableOfType(MailTrouble.class, () -> live(visit))
                            .trouble())
                    .isInstanceOf(Trouble.Transient.class);
        }
    }

    // ---- opening a folder

    @Test
    void aFolderThatStaysShutDoesNotKeepTheOthersFromBeingReadUnlessItIsTheInbox() {
        answering("EXAMINE", "NO [SERVERBUG] Internal error occurred");
        assertThat(trouble(visit -> visit.begin("Projects", null))).isInstanceOf(Trouble.AccessDenied.class);
        assertThat(trouble(visit -> visit.begin("Inbox", null))).isInstanceOf(Trouble.Transient.class);
        answering("EXAMINE", "NO [NONEXISTENT] no such folder");
        assertThat(trouble(visit -> visit.begin("Projects", null))).isInstanceOf(Trouble.Gone.class);
    }

    @Test
    void aServerWithoutNumberingsIsReadAllTheSame() throws Exception {
        server.holds(3, 5);
        answering("EXAMINE", "* FLAGS ()\r\n* 2 EXISTS\r\n* 0 RECENT\r\n");
        try (var visit = visit()) {
            var at = visit.begin("INBOX", null);
            assertThat(at.liveCursor()).isEqualTo("0/5");
            assertThat(visit.next("INBOX", Lane.DOWN, at.backfillCursor(), FLOOR, 10)
                            .messages())
                    .hasSize(2);
        }
    }

    @Test
    void theFolderIsNotOpenedAnewForEachPage() throws Exception {
        server.holds(3, 5, 7);
        var opened = new AtomicInteger();
        server.instead = (command, usual) -> {
            if (command.startsWith("EXAMINE")) opened.incrementAndGet();
            return null;
        };
        try (var visit = visit()) {
            visit.next("INBOX", Lane.LIVE, "100/1", FLOOR, 1);
            visit.next("INBOX", Lane.LIVE, "100/3", FLOOR, 1);
        }
        assertThat(opened).hasValue(1);
    }
}
