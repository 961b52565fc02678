package app.touchline.mailbox;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.secrets.Secrets;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A mailbox is read a turn at a time; whatever ends a turn, nothing is lost and nothing doubled. */
@TouchlineTest
class MailSyncTests extends OnAScriptedServer {

    @Autowired
    MailboxReader health;

    @Autowired
    MailboxHealthReader freshness;

    @Autowired
    MockMvcTester mvc;

    @Test
    void mailWithAPartnerBecomesTouchesOnce() {
        server.holds(theirs, ours, 3, 5, 9);
        server.holds("stranger@nowhere.test", ours, 7);
        var id = connect();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
        assertThat(counter(id, "read")).isEqualTo(4);
        assertThat(counter(id, "matched")).isEqualTo(3);
        var fetches = server.fetches();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
        assertThat(server.fetches()).isEqualTo(fetches);
        server.holds(theirs, ours, 11);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(4);
    }

    @Test
    void aPartnerEnteredLaterYieldsTheSameTouches() {
        var later = "later" + number + ".test";
        server.holds("kim@" + later, ours, 3, 5);
        var id = connect();
        readToTheEnd(id);
        assertThat(touches()).isZero();
        partners.domain(partner, later);
        assertThat(health.of(id).orElseThrow().rereadWords())
                .isEqualTo(
                        "Partners, contacts or domains have changed: 2 messages will be looked through for them, after what is new.");
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(health.of(id).orElseThrow().rereadWords()).isNull();
        assertThat(counter(id, "read")).isEqualTo(2);
    }

    @Test
    void aPageOfAReaderWhoseMailboxWasTakenOverIsNotWritten() {
        server.holds(theirs, ours, 3, 5);
        var id = connect();
        server.instead = (command, usual) -> {
            if (command.startsWith("UID FETCH"))
                jdbc.sql("update mailbox set lease_epoch = lease_epoch + 1 where id = :id")
                        .param("id", id)
                        .update();
            return null;
        };
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(touches()).isZero();
        server.instead = (command, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    void whereverTheLineIsCutTheEndIsTheSame() {
        server.holds(theirs, ours, LongStream.rangeClosed(1, 60).toArray());
        var id = connect();
        var random = new Random(7);
        server.instead = (command, usual) -> random.nextInt(100) < 25 && !usual.isEmpty()
                ? usual.substring(0, random.nextInt(usual.length())) + ScriptedServer.CUT
                : null;
        for (int turn = 0; turn < 60; turn++) sync.runSlice(id);
        server.instead = (command, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(60);
        assertThat(counter(id, "matched")).isEqualTo(60);
    }

    @Test
    void aNewNumberingDoublesNothing() {
        server.holds(theirs, ours, 3, 5);
        var id = connect();
        readToTheEnd(id);
        for (long validity : new long[] {101, 90, 91, 92, 93, 94}) {
            server.validity = validity;
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(2);
        }
        server.holds(theirs, ours, 7);
        server.validity = 95;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
    }

    @Test
    void afterThreeWrongPasswordsItWaitsForAPerson() {
        var id = connect();
        server.instead = (command, usual) -> command.startsWith("LOGIN") || command.startsWith("AUTHENTICATE")
                ? "NO [AUTHENTICATIONFAILED] no"
                : null;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        var tried = server.commands.size();
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(server.commands).hasSize(tried);
        var standing = health.of(id).orElseThrow();
        assertThat(standing.words()).isEqualTo("Needs a new password");
        assertThat(standing.lastError()).contains("does not accept this user and password");

        server.instead = (command, usual) -> null;
        server.holds(theirs, ours, 3);
        mailboxes.change(id, null, server.account(), "another", Who.TOUCHLINE);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(health.of(id).orElseThrow().lastError()).isNull();
    }

    @Test
    void nothingIsReadBeforeTheAcknowledgementWhilePausedOrAfterRemoval() {
        var id = mailboxes.add(
                new NewMailbox(ours, null, server.account(), LocalDate.of(2026, 5, 22), false), Who.TOUCHLINE);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        mailboxes.recordNotice(id, Who.TOUCHLINE);
        mailboxes.pause(id, Who.TOUCHLINE);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(server.commands).isEmpty();
        mailboxes.resume(id, Who.TOUCHLINE);
        server.holds(theirs, ours, 3);
        readToTheEnd(id);
        var connected = server.commands.size();
        mailboxes.remove(id, Who.TOUCHLINE);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Over.class);
        assertThat(server.commands).hasSize(connected);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void aMessageThatCannotBeReadIsPutAsideAndTriedAgain() throws Exception {
        server.holds(theirs, ours, 3, 5, 9);
        var id = connect();
        server.instead = (command, usual) -> command.startsWith("UID FETCH 5 ")
                ? "NO broken"
                : command.startsWith("UID FETCH") ? usual.replace(server.line(5), "") : null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(health.of(id).orElseThrow().quarantine())
                .extracting(MailboxHealth.Quarantined::providerId)
                .containsExactly("100/INBOX:5");
        server.instead = (command, usual) -> null;
        assertThat(sync.retry(id, "100/INBOX:5")).isTrue();
        assertThat(touches()).isEqualTo(3);
        assertThat(health.of(id).orElseThrow().quarantine()).isEmpty();
    }

    @Test
    void aFolderThatIsGoneDoesNotHoldUpTheOthers() {
        server.holds(theirs, ours, 3);
        server.instead = (command, usual) -> {
            if (command.startsWith("LIST")) return usual + "* LIST () \"/\" Gone\r\n";
            if (command.contains("Gone")) return "NO no such folder";
            return null;
        };
        var id = connect();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(health.of(id).orElseThrow().folders())
                .filteredOn(folder -> folder.title().equals("Gone"))
                .extracting(MailboxHealth.Folder::problem)
                .isNotNull();
        server.instead = (command, usual) -> null;
        readToTheEnd(id);
        assertThat(health.of(id).orElseThrow().folders())
                .extracting(MailboxHealth.Folder::gone)
                .containsExactly(false, true);
    }

    @Test
    void readingFartherBackReadsWhatWasBelowTheFormerFloor() {
        server.internalDate = "10-May-2026 08:00:00 +0000";
        server.holds(theirs, ours, 3, 5);
        var id = connect();
        readToTheEnd(id);
        assertThat(touches()).isZero();
        mailboxes.readBackTo(id, LocalDate.of(2026, 5, 1), Who.TOUCHLINE);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(jdbc.sql("select known_since_proposed >= date '2026-05-01' from programme")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** On the server since 2 November, or so it says; the mail itself is of 17 November. */
    @Test
    void aMailboxThatWasMovedFromAnotherServerSaysSo() {
        server.internalDate = "2-Nov-2026 08:00:00 +0000";
        server.holds(theirs, ours, LongStream.rangeClosed(1, 49).toArray());
        var id = connect();
        readToTheEnd(id);
        assertThat(health.of(id).orElseThrow().moved()).isNull();

        server.holds(theirs, ours, 50, 51);
        readToTheEnd(id);
        var moved = new MovedMailboxes.Moved(LocalDate.of(2026, 11, 2), 51, 0);
        assertThat(health.of(id).orElseThrow().moved()).isEqualTo(moved);
        partners.domain(partner, "again" + number + ".test"); // all is read again
        readToTheEnd(id);
        server.validity++; // and all anew
        readToTheEnd(id);
        assertThat(health.of(id).orElseThrow().moved()).isEqualTo(moved);
        assertThat(mvc.get()
                        .uri("/admin/mailboxes/" + id)
                        .with(As.a(Role.ADMIN))
                        .exchange())
                .bodyText()
                .contains(
                        "51 messages of other days came to this server on Monday 2 November 2026: this mailbox was probably"
                                + " moved from another server.");
    }

    @Test
    void aStoredPasswordOfAnotherKeyIsSaidAndNothingIsSent() {
        var id = connect();
        jdbc.sql("update mailbox set secret = :other where id = :id")
                .param("other", new Secrets(new byte[32]).seal("secret", "elsewhere"))
                .param("id", id)
                .update();
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(server.commands).isEmpty();
        var standing = health.of(id).orElseThrow();
        assertThat(standing.words()).isEqualTo("Key does not fit");
        assertThat(standing.lastError()).contains("encrypted with another key");
    }

    @Test
    void aPageNamesTheMailboxesThatAreBehind() {
        var id = connect();
        assertThat(behind()).containsExactly(ours + " is being read for the first time");
        readToTheEnd(id);
        assertThat(behind()).isEmpty();
        jdbc.sql("update mailbox set last_ok_at = last_ok_at - interval '3 hours' where id = :id")
                .param("id", id)
                .update();
        assertThat(behind()).containsExactly(ours + " is 3 h behind");
    }

    private List<String> behind() {
        return freshness.behind().stream()
                .filter(mailbox -> mailbox.address().equals(ours))
                .map(MailboxBehind::words)
                .toList();
    }
}
