package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.testing.Patience;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Twelve messages of a partner's, in pages of three. */
@TouchlineTest
class ReadingAheadTests extends InATenant {

    private static final int PAGE = 3;

    @Autowired
    Turns turns;

    @Autowired
    Doors doors;

    @Autowired
    MailIntake intake;

    @Autowired
    TransactionTemplate transaction;

    private final ScriptedServer server = new ScriptedServer();
    private long id;

    @BeforeEach
    void aServer() {
        var address = "ahead" + number + "@ours.test";
        server.holds(theirs, address, LongStream.rangeClosed(1, 12).toArray());
        id = mailboxes.add(
                new NewMailbox(address, null, server.account(), LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, page_size, page_limit, page_limit_on)
                values (:id, 'INBOX', 'INBOX', :page, :page, '2999-01-01')
                """).param("id", id).param("page", PAGE).update();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void twoPagesAreFetchedWhileTheLastIsTakenInAndNoCursorPassesWhatIsNotTaken() throws Exception {
        var turn = new CompletableFuture<Slice>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table touch_sighting in exclusive mode").update();
            Thread.ofVirtual().start(() -> turn.complete(sync.runSlice(id)));
            Patience.until("the pages ahead are fetched", () -> server.fetches() == 3);
            pause();
            assertThat(server.fetches()).as("two ahead, no more").isEqualTo(3);
            assertThat(cursor()).isEqualTo("100/13");
        });
        assertThat(turn.get(Patience.ENOUGH.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Slice.ReadToTheEnd.class);
        assertThat(touches()).isEqualTo(12);
        assertThat(server.fetches()).as("none twice").isEqualTo(4);
    }

    @Test
    void whoeverLosesTheMailboxForgetsThePageAhead() {
        server.instead = (command, usual) -> {
            if (command.startsWith("UID FETCH") && server.fetches() == 2)
                jdbc.sql("update mailbox set lease_epoch = lease_epoch + 1 where id = :id")
                        .param("id", id)
                        .update();
            return null;
        };
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(server.fetches()).isBetween(3L, 4L);
        assertThat(touches()).isLessThanOrEqualTo(PAGE);
        assertThat(said("LOGOUT")).isEqualTo(said("LOGIN")).isEqualTo(1);

        server.instead = (command, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(12);
        assertThat(counter(id, "read")).isEqualTo(12);
    }

    @Test
    void whatBreaksAheadBreaksWhenAllBeforeIsTaken() {
        server.instead = (command, usual) ->
                command.startsWith("UID FETCH") && server.fetches() == 3 ? ScriptedServer.CUT : null;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(touches()).isEqualTo(2 * PAGE);
        assertThat(cursor()).isEqualTo("100/7");

        server.instead = (command, usual) -> null;
        jdbc.sql("update mailbox set not_before = null where id = :id")
                .param("id", id)
                .update();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(12);
        assertThat(counter(id, "read")).isEqualTo(12);
    }

    @Test
    void aPageThatWasPreparedInVainIsFetchedWhenItIsWanted() throws Exception {
        var turn = turns.begin(id).orElseThrow();
        var first = new ReadingAhead.Wanted("INBOX", Lane.DOWN, "100/13", Instant.EPOCH, null);
        var second = new ReadingAhead.Wanted("INBOX", Lane.DOWN, "100/10", Instant.EPOCH, null);
        try (var visit = doors.open(turn);
                var pages = new ReadingAhead(visit, intake)) {
            pages.prepare(second, PAGE, 1);
            assertThat(next(pages, first).next()).isEqualTo("100/10");
            pages.prepare(first, PAGE, 2);
            assertThat(pages.visit().folders().stream().map(SeenFolder::name)).containsExactly("INBOX");
            assertThat(next(pages, first).messages()).hasSize(PAGE);
            assertThat(next(pages, second).next()).isEqualTo("100/7");
            assertThat(server.fetches()).as("no more than were prepared").isEqualTo(4);
        }
    }

    @Test
    void atMicrosoft365OneRequestIsUnderWayForAMailboxAtATime() {
        for (int i = 0; i < 30; i++) box.deliver("inbox", mail(60 + i));
        var mailbox = connect(box);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var lists = new AtomicInteger();
        standIn.instead = (request, usual) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            if (request.isMessageList()) lists.incrementAndGet();
            pause();
            now.decrementAndGet();
            return null;
        };
        sync.runSlice(mailbox);
        smallPages(mailbox, PAGE);
        readToTheEnd(mailbox);
        assertThat(touches()).isEqualTo(30);
        assertThat(most.get()).isEqualTo(1);
    }

    private static MailSource.Batch next(ReadingAhead pages, ReadingAhead.Wanted page) throws MailTrouble {
        return Objects.requireNonNull(pages.next(page, PAGE));
    }

    private String cursor() {
        return Objects.requireNonNull(jdbc.sql("select backfill_cursor from mailbox_folder where mailbox_id = :id")
                .param("id", id)
                .query(String.class)
                .single());
    }

    private long said(String command) {
        return server.commands.stream().filter(each -> each.startsWith(command)).count();
    }

    /** In which what must not happen would. */
    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
