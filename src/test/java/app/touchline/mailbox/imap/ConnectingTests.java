package app.touchline.mailbox.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.Trouble;
import app.touchline.testing.Patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Each way of not getting in is one sentence that says what to do. */
class ConnectingTests {

    /** For servers that answer. */
    private static final ImapSettings PATIENT = new ImapSettings(Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** For those that do not. */
    private static final ImapSettings A_MOMENT = new ImapSettings(Duration.ofMillis(400), Duration.ofMillis(600));

    private static Trouble trouble(Account account) {
        return trouble(new ImapSource(PATIENT), account);
    }

    /** To whom trusts everybody: then only the name is left to object to. */
    private static String words(ImapSettings settings, Account account) {
        return trouble(new ImapSource(settings, new DummySSLSocketFactory()), account)
                .words();
    }

    private static Trouble trouble(ImapSource source, Account account) {
        return catchThrowableOfType(
                        MailTrouble.class, () -> source.visit(account).close())
                .trouble();
    }

    private static Account at(int port, Tls tls) {
        return new Account("127.0.0.1", port, tls, "dana", "wrong");
    }

    @Test
    void nothingListensThere() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(trouble(at(port, Tls.TLS)).words())
                .startsWith("Nothing accepts connections at 127.0.0.1, port " + port + ": check the port");
    }

    @Test
    void noServerHasThatName() {
        assertThat(trouble(new Account("imap.nowhere.invalid", 993, Tls.TLS, "dana", "x"))
                        .words())
                .startsWith("There is no server named imap.nowhere.invalid: check the host name");
    }

    @Test
    void theServerSpeaksWithoutTls() {
        try (var server = new ScriptedServer()) {
            assertThat(trouble(at(server.port(), Tls.TLS)).words()).contains("does not speak TLS from the start");
        }
    }

    @Test
    void theServerOffersNoStartTls() {
        try (var server = new ScriptedServer()) {
            assertThat(trouble(at(server.port(), Tls.STARTTLS)).words()).contains("does not offer STARTTLS");
        }
    }

    @Test
    void somethingElseAnswers() {
        try (var server = new ScriptedServer()) {
            server.greeting = "220 mail.acme.test ESMTP";
            assertThat(trouble(at(server.port(), Tls.NONE)).words()).contains("is not an IMAP server");
        }
    }

    @Test
    void thePasswordIsWrong() {
        withGreenMail(ServerSetup.PROTOCOL_IMAP, server -> {
            var trouble = trouble(at(server.getImap().getPort(), Tls.NONE));
            assertThat(trouble).isInstanceOf(Trouble.Reauth.class);
            assertThat(trouble.words()).contains("does not accept this user and password");
        });
    }

    @Test
    void aBusyServerSaysNothingAboutThePassword() {
        try (var server = new ScriptedServer()) {
            server.instead = (command, usual) -> command.startsWith("LOGIN") || command.startsWith("AUTHENTICATE")
                    ? "NO [UNAVAILABLE] try later"
                    : null;
            assertThat(trouble(at(server.port(), Tls.NONE))).isInstanceOf(Trouble.Throttled.class);
        }
    }

    @Test
    void theCertificateIsSignedByItself() {
        withGreenMail(
                ServerSetup.PROTOCOL_IMAPS,
                server -> assertThat(trouble(at(server.getImaps().getPort(), Tls.TLS))
                                .words())
                        .contains("is signed by itself or by an authority that this machine does not know"));
    }

    @Test
    void theCertificateIsForAnotherName() {
        withGreenMail(
                ServerSetup.PROTOCOL_IMAPS,
                server -> assertThat(words(PATIENT, at(server.getImaps().getPort(), Tls.TLS)))
                        .isEqualTo(
                                "The certificate that the server shows is not for 127.0.0.1: enter the host name that"
                                        + " stands in the certificate."));
    }

    @Test
    void nothingAnswersTheCall() throws Exception {
        // A listener that never accepts: when its queue is full, further calls go unanswered.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var queued = new ArrayList<Socket>();
            try {
                while (queued.size() < 20 && answers(full, queued)) continue;
                assertThat(words(A_MOMENT, at(full.getLocalPort(), Tls.TLS)))
                        .isEqualTo("127.0.0.1, port " + full.getLocalPort()
                                + " does not answer: check host and port, and whether a firewall is between.");
            } finally {
                for (var each : queued) each.close();
            }
        }
    }

    private static boolean answers(ServerSocket server, List<Socket> queued) throws IOException {
        var caller = new Socket();
        queued.add(caller);
        try {
            caller.connect(server.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException unanswered) {
            return false;
        }
    }

    @Test
    void theServerAcceptsAndThenSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var says = "The server at 127.0.0.1, port " + silent.getLocalPort()
                    + " accepts the connection and then says nothing: ";
            assertThat(words(A_MOMENT, at(silent.getLocalPort(), Tls.TLS)))
                    .isEqualTo(says + "it may be overloaded, or this port does not speak TLS from the start.");
            assertThat(words(A_MOMENT, at(silent.getLocalPort(), Tls.NONE)))
                    .isEqualTo(says + "if this is its TLS port (usually 993), choose TLS.");
        }
    }

    @Test
    void theServerStopsInTheMiddle() throws Exception {
        var heard = new CountDownLatch(1);
        try (var server = new ScriptedServer();
                var visit = new ImapSource(new ImapSettings(Duration.ofMinutes(1), Duration.ofSeconds(2)))
                        .visit(server.account())) {
            server.instead = (command, usual) -> {
                if (command.startsWith("EXAMINE")) Patience.until("nobody waits any more", heard);
                return null;
            };
            assertThat(catchThrowableOfType(MailTrouble.class, () -> visit.begin("INBOX", null))
                            .trouble()
                            .words())
                    .isEqualTo(
                            "The mail server stopped answering in the middle: it may be overloaded. Touchline goes on from"
                                    + " where it was.");
            heard.countDown();
        }
    }

    @Test
    void theTlsPortIsSpokenToInTheClear() {
        withGreenMail(ServerSetup.PROTOCOL_IMAPS, server -> {
            for (var tls : new Tls[] {Tls.NONE, Tls.STARTTLS})
                assertThat(words(A_MOMENT, at(server.getImaps().getPort(), tls)))
                        .contains("choose TLS");
        });
    }

    private static void withGreenMail(String protocol, Consumer<GreenMail> then) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        try {
            server.setUser("dana@acme.test", "dana", "secret");
            then.accept(server);
        } finally {
            server.stop();
        }
    }
}
