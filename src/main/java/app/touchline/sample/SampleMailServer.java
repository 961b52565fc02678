package app.touchline.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import static app.touchline.sample.SampleMail.ARCHIVE;
import static app.touchline.sample.SampleMail.JUNK;
import static app.touchline.sample.SampleMail.SENT;
import static app.touchline.sample.SampleMail.TRASH;

/** An IMAP server inside the process, on loopback, that holds the sample's mail. */
final class SampleMailServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final GreenMail server;
    private final Map<String, GreenMailUser> users = new HashMap<>();

    private SampleMailServer(GreenMail server) {
        this.server = server;
    }

    /**
     * @param wantedPort the port of an earlier start; another is taken where something else listens there now
     * @param uidValidity of every folder, the same at each start, so that mail that was read is not read again
     */
    static SampleMailServer start(int wantedPort, String password, long uidValidity, List<SamplePerson> mailboxes) {
        var setup = new ServerSetup(free(wantedPort) ? wantedPort : 0, HOST, ServerSetup.PROTOCOL_IMAP);
        setup.setServerStartupTimeout(10_000);
        var mailServer = new SampleMailServer(new GreenMail(setup));
        mailServer.server.start();
        for (var person : mailboxes) mailServer.addMailbox(person.address(), password, uidValidity);
        return mailServer;
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void addMailbox(String address, String password, long uidValidity) {
        try {
            var user = server.getUserManager().createUser(address, address, password);
            users.put(address, user);
            keep(uidValidity, hosts().getInbox(user));
            for (var folder : List.of(SENT, ARCHIVE, JUNK, TRASH))
                keep(uidValidity, hosts().createMailbox(user, folder));
        } catch (UserException | FolderException | AuthorizationException e) {
            throw new IllegalStateException("The sample's mailbox " + address + " could not be made", e);
        }
    }

    /** GreenMail takes the clock and offers no way to set it. */
    private static void keep(long uidValidity, MailFolder folder) {
        try {
            var field = folder.getClass().getDeclaredField("uidValidity");
            field.setAccessible(true);
            field.setLong(folder, uidValidity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This version of GreenMail keeps UIDVALIDITY elsewhere", e);
        }
    }

    String host() {
        return HOST;
    }

    int port() {
        return server.getImap().getPort();
    }

    void deliver(List<SampleMail> mail) {
        var session = Session.getInstance(new Properties());
        for (var message : mail) deliver(message, session);
    }

    private void deliver(SampleMail message, Session session) {
        try {
            var raw = new ByteArrayInputStream(message.raw().getBytes(StandardCharsets.UTF_8));
            folder(message)
                    .appendMessage(
                            new MimeMessage(session, raw), new Flags(Flags.Flag.SEEN), Date.from(message.receivedAt()));
        } catch (MessagingException e) {
            throw new IllegalStateException("A sample message could not be delivered", e);
        }
    }

    private MailFolder folder(SampleMail message) {
        return hosts().getFolder(users.get(message.mailbox()), message.folder());
    }

    private ImapHostManager hosts() {
        return server.getManagers().getImapHostManager();
    }

    @Override
    public void close() {
        server.stop();
    }
}
