package app.touchline.mailbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Properties;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Mail that is moved about on a real server while it is being read. */
@TouchlineTest
class MovedMailTests extends MailOfAPartner {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private Store store;
    private Folder inbox;
    private Folder archive;
    private final String domain = "moved" + number + ".test";
    private long mailbox;

    @BeforeEach
    void aMailboxWithTwoFolders() throws Exception {
        server.start();
        int port = server.getImap().getPort();
        server.setUser("dana" + number + "@ours.test", "dana", "secret");
        store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", port, "dana", "secret");
        inbox = store.getFolder("INBOX");
        archive = store.getFolder("Archive");
        archive.create(Folder.HOLDS_MESSAGES);
        inbox.open(Folder.READ_WRITE);
        archive.open(Folder.READ_WRITE);
        aPartnerAt(domain);
        mailbox = mailboxes.add(
                new NewMailbox(
                        "dana" + number + "@ours.test",
                        null,
                        new Account("127.0.0.1", port, Tls.NONE, "dana", "secret"),
                        LocalDate.of(2026, 5, 22),
                        true),
                Who.TOUCHLINE);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        server.stop();
    }

    @Test
    void aMessageWithoutAMessageIdThatIsMovedAwayAndBackIsOneTouch() throws Exception {
        deliver();
        read();
        move(inbox, archive);
        read();
        move(archive, inbox);
        read();
        assertThat(touches()).isEqualTo(1);
        assertThat(sightings()).isEqualTo(3);
        move(inbox, archive);
        move(archive, inbox);
        read();
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void twoOfTheSameSecondStayTwoWhereverTheyAreMoved() throws Exception {
        deliver();
        deliver();
        read();
        assertThat(touches()).isEqualTo(2);
        move(inbox, archive);
        read();
        assertThat(touches()).isEqualTo(2);
        move(archive, inbox);
        read();
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    void aSecondOneThatComesLaterWhileTheFirstLiesThereIsAnother() throws Exception {
        deliver();
        read();
        deliver();
        read();
        assertThat(touches()).isEqualTo(2);
        partners.domain(partner, "other" + domain); // all is read again
        read();
        assertThat(touches()).isEqualTo(2);
        assertThat(sightings()).isEqualTo(2);
    }

    private void deliver() throws MessagingException {
        var text =
                "From: kim@%s\r\nTo: dana@ours.test\r\nDate: Tue, 17 Nov 2026 08:00:00 +0000\r\nSubject: Fax\r\n\r\nHello.\r\n"
                        .formatted(domain);
        inbox.appendMessages(new Message[] {
            new MimeMessage((Session) null, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
        });
    }

    private static void move(Folder from, Folder to) throws MessagingException {
        from.close(true); // and opened again, to see what came
        from.open(Folder.READ_WRITE);
        var all = from.getMessages();
        assertThat(all).isNotEmpty();
        from.copyMessages(all, to);
        from.setFlags(all, new Flags(Flags.Flag.DELETED), true);
        from.expunge();
    }

    private void read() {
        readToTheEnd(mailbox);
    }

    private long sightings() {
        return jdbc.sql("select count(*) from touch_sighting where mailbox_id = :mailbox")
                .param("mailbox", mailbox)
                .query(Long.class)
                .single();
    }
}
