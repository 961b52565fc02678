package app.touchline.mailbox.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.MailSource.Batch;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.Unreadable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What IMAP servers do, and must not cost a message. */
class ImapFaultsTests {

    private static final Instant FLOOR = Instant.parse("2026-05-01T00:00:00Z");

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Visit visit() throws MailTrouble {
        return new ImapSource(new ImapSettings(Duration.ofSeconds(5), Duration.ofSeconds(5))).visit(server.account());
    }

    private static Batch live(Visit visit, String cursor) throws MailTrouble {
        return visit.next("INBOX", Lane.LIVE, cursor, FLOOR, 500);
    }

    private static Iterable<String> ids(Batch batch) {
        return batch.messages().stream().map(Message::providerId).toList();
    }

    @Test
    void readingBeginsAtTheNewestMessageAndGoesBothWays() throws Exception {
        server.holds(3, 5, 9);
        try (var visit = visit()) {
            var at = visit.begin("INBOX", null);
            assertThat(at.liveCursor()).isEqualTo("100/9");
            assertThat(live(visit, at.liveCursor()).messages()).isEmpty();
            var older = visit.next("INBOX", Lane.DOWN, at.backfillCursor(), FLOOR, 2);
            assertThat(ids(older)).containsExactly("100/INBOX:9", "100/INBOX:5");
            assertThat(older.done()).isFalse();
            assertThat(older.left()).isEqualTo(1);
            var oldest = visit.next("INBOX", Lane.DOWN, older.next(), FLOOR, 2);
            assertThat(ids(oldest)).containsExactly("100/INBOX:3");
            assertThat(oldest.done()).isTrue();
            server.holds(12);
            assertThat(ids(live(visit, at.liveCursor()))).containsExactly("100/INBOX:12");
        }
    }

    @Test
    void anOldMessageThatAnswersForTheNewestIsNotReadAgain() throws Exception {
        server.holds(3, 5);
        try (var visit = visit()) {
            var batch = live(visit, "100/5");
            assertThat(batch.messages()).isEmpty();
            assertThat(batch.done()).isTrue();
            assertThat(batch.next()).isEqualTo("100/5");
        }
        assertThat(server.fetches()).isZero();
    }

    @Test
    void aServerThatDoesNotTellTheNextNumberIsReadAllTheSame() throws Exception {
        server.tellsUidNext = false;
        server.holds(3, 5);
        try (var visit = visit()) {
            assertThat(visit.state("INBOX")).isNull();
            var beginning = visit.begin("INBOX", null);
            assertThat(beginning.liveCursor()).isEqualTo("100/5");
            assertThat(beginning.state()).isNull();
        }
    }

    @Test
    void anEmptyFolderBeginsAtNothing() throws Exception {
        try (var visit = visit()) {
            var at = visit.begin("INBOX", null);
            assertThat(visit.next("INBOX", Lane.DOWN, at.backfillCursor(), FLOOR, 500)
                            .done())
                    .isTrue();
            server.holds(1);
            assertThat(live(visit, at.liveCursor()).messages()).hasSize(1);
        }
    }

    @Test
    void anyOtherNumberingMakesTheCursorInvalidALowerOneToo() throws Exception {
        server.holds(3);
        server.validity = 99;
        try (var visit = visit()) {
            assertThatThrownBy(() -> live(visit, "100/3"))
                    .isInstanceOfSatisfying(
                            MailTrouble.class, e -> assertThat(e.trouble()).isInstanceOf(Trouble.CursorInvalid.class));
        }
    }

    @Test
    void aMessageThatIsNeverGivenIsPutAsideAndTheOthersGoOn() throws Exception {
        server.holds(3, 5, 9);
        server.instead = (command, usual) -> {
            if (command.startsWith("UID FETCH 5 ")) return "NO cannot read it";
            return command.startsWith("UID FETCH") ? server.line(3) + server.line(9) : null;
        };
        try (var visit = visit()) {
            var batch = live(visit, "100/1");
            assertThat(ids(batch)).containsExactly("100/INBOX:3", "100/INBOX:9");
            assertThat(batch.unreadable()).containsExactly(new Unreadable("100/INBOX:5", "NotGiven"));
            assertThat(batch.next()).isEqualTo("100/9");
        }
    }

    @Test
    void aMessageLeftOutOfALongAnswerIsAskedForSingly() throws Exception {
        server.holds(3, 5, 9);
        server.instead =
                (command, usual) -> command.startsWith("UID FETCH 3,5,9") ? server.line(3) + server.line(9) : null;
        try (var visit = visit()) {
            assertThat(ids(live(visit, "100/1"))).containsExactly("100/INBOX:3", "100/INBOX:5", "100/INBOX:9");
        }
    }

    @Test
    void aWholeAnswerRefusedIsAskedForSingly() throws Exception {
        server.holds(3, 5);
        server.instead = (command, usual) -> command.startsWith("UID FETCH 3,5") ? "NO some message is broken" : null;
        try (var visit = visit()) {
            assertThat(live(visit, "100/1").messages()).hasSize(2);
        }
    }

    @Test
    void aMessageThatIsGoneInBetweenIsSkipped() throws Exception {
        server.holds(3, 5, 9);
        server.instead = (command, usual) -> {
            if (command.startsWith("UID FETCH 3,5,9")) server.messages.remove(5L);
            return command.startsWith("UID FETCH 3,5,9") ? server.line(3) + server.line(9) : null;
        };
        try (var visit = visit()) {
            var batch = live(visit, "100/1");
            assertThat(ids(batch)).containsExactly("100/INBOX:3", "100/INBOX:9");
            assertThat(batch.unreadable()).isEmpty();
            assertThat(batch.next()).isEqualTo("100/9");
        }
    }

    @Test
    void whenTheLineIsCutOnlyWholeMessagesCountAndTheCursorStaysBehindThem() throws Exception {
        server.holds(3, 5, 9);
        server.instead = (command, usual) -> command.startsWith("UID FETCH")
                ? server.line(3) + server.line(5) + "* 3 FETCH (UID 9 FLAGS () INTERNALDATE" + ScriptedServer.CUT
                : null;
        try (var visit = visit()) {
            var batch = live(visit, "100/1");
            assertThat(ids(batch)).containsExactly("100/INBOX:3", "100/INBOX:5");
            assertThat(batch.next()).isEqualTo("100/5");
            assertThat(batch.done()).isFalse();
            assertThatThrownBy(() -> live(visit, batch.next())).isInstanceOf(MailTrouble.class);
        }
    }

    @Test
    void aCutBeforeTheFirstMessageMovesNothing() throws Exception {
        server.holds(3, 5, 9);
        server.instead =
                (command, usual) -> command.startsWith("UID FETCH") ? server.line(3) + ScriptedServer.CUT : null;
        try (var visit = visit()) {
            assertThatThrownBy(() -> visit.next("INBOX", Lane.DOWN, "100/10", FLOOR, 500))
                    .isInstanceOfSatisfying(
                            MailTrouble.class, e -> assertThat(e.trouble()).isInstanceOf(Trouble.Transient.class));
        }
    }

    @Test
    void hostileHeadersAndLinesNobodyAskedForDoNoHarm() throws Exception {
        server.holds(3);
        server.messages.put(
                5L, "From: <>\r\nTo: \"open <a@b, @@, \u00e9\u00ff <x\r\nMessage-ID: >><<\r\nSubject: =?x?q?\r\n\r\n");
        server.instead = (command, usual) -> command.startsWith("UID FETCH")
                ? "* 7 EXISTS\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 77 FLAGS ())\r\n* 3 FETCH (((\r\n" + usual
                : null;
        try (var visit = visit()) {
            assertThat(live(visit, "100/1").messages()).hasSize(2);
        }
    }

    /** Upwards what came is taken, and the rest with the next page; downwards a smaller page is asked for. */
    @Test
    void noPageHoldsMoreThanSomeMegabytesOfHeaders() throws Exception {
        var large = "From: a@acme.test\r\nX-Large: " + "x".repeat(1 << 20) + "\r\n\r\n";
        for (long uid = 2; uid <= 31; uid++) server.messages.put(uid, large);
        try (var visit = visit()) {
            var first = live(visit, "100/1");
            assertThat(first.messages()).hasSizeBetween(20, 25);
            assertThat(first.unreadable()).isEmpty();
            assertThat(first.messages().size()
                            + live(visit, first.next()).messages().size())
                    .isEqualTo(30);
            assertThatThrownBy(() -> visit.next("INBOX", Lane.DOWN, "100/32", FLOOR, 500))
                    .isInstanceOfSatisfying(
                            MailTrouble.class, e -> assertThat(e.trouble()).isInstanceOf(Trouble.TooMuchAtOnce.class));
            assertThat(visit.next("INBOX", Lane.DOWN, "100/32", FLOOR, 15).messages())
                    .hasSize(15);
        }
    }

    @Test
    void aMessageOlderThanTheFloorIsPassedOver() throws Exception {
        server.holds(3);
        server.internalDate = "30-Apr-2026 23:59:59 +0000";
        try (var visit = visit()) {
            var batch = live(visit, "100/1");
            assertThat(batch.messages()).isEmpty();
            assertThat(batch.next()).isEqualTo("100/3");
        }
    }

    @Test
    void aHugeFolderIsSearchedRangeByRange() throws Exception {
        server.holds(LongStream.rangeClosed(1, 1200).map(n -> n * 1000).toArray());
        server.instead = (command, usual) ->
                command.startsWith("EXAMINE") ? "* 1200000 EXISTS\r\n* OK [UIDVALIDITY 100] valid\r\n" : null;
        try (var visit = visit()) {
            var cursor = "100/1200001";
            long read = 0;
            long pages = 0;
            for (boolean done = false; !done; pages++) {
                var batch = visit.next("INBOX", Lane.DOWN, cursor, FLOOR, 500);
                read += batch.messages().size();
                cursor = batch.next();
                done = batch.done();
            }
            assertThat(read).isEqualTo(1200);
            assertThat(pages).as("full pages, however few numbers are taken").isEqualTo(3);
        }
        assertThat(server.commands).contains("UID SEARCH UID 1180001:1200000");
    }

    @Test
    void inAHugeFolderTheServerIsAskedForDatesOnceOldMailTurnsUp() throws Exception {
        var numbers = LongStream.rangeClosed(1, 6_000).map(n -> n * 10).toArray();
        server.holds(numbers);
        server.instead = (command, usual) -> {
            if (command.startsWith("UID FETCH") && Long.parseLong(command.split("[ :,]")[2]) <= 30_000)
                return usual.replace("17-Nov-2026", "17-Nov-2020");
            if (command.contains(" SINCE ")) return "* SEARCH 50\r\n";
            return command.startsWith("EXAMINE") ? "* 60000 EXISTS\r\n* OK [UIDVALIDITY 100] valid\r\n" : null;
        };
        var read = new ArrayList<Message>();
        try (var visit = visit()) {
            var cursor = "100/60001";
            for (boolean done = false; !done; ) {
                var batch = visit.next("INBOX", Lane.DOWN, cursor, FLOOR, 500);
                read.addAll(batch.messages());
                cursor = batch.next();
                done = batch.done();
            }
        }
        assertThat(read).hasSize(3_000);
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("UID SEARCH"))
                .startsWith("UID SEARCH UID 40001:60000", "UID SEARCH UID 20001:40000")
                .last()
                .asString()
                .endsWith(" SINCE 30-Apr-2026");
        assertThat(server.fetches()).as("one page of old mail").isLessThanOrEqualTo(9);
    }

    @Test
    void nothingIsEverChangedOrMarkedAsRead() throws Exception {
        server.holds(3, 5);
        try (var visit = visit()) {
            visit.folders();
            live(visit, "100/1");
        }
        assertThat(server.commands).noneMatch(command -> command.startsWith("SELECT") || command.contains("STORE"));
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("UID FETCH"))
                .allMatch(command -> command.contains("BODY.PEEK[HEADER.FIELDS") && !command.contains("ENVELOPE"));
    }
}
