package app.touchline.mailbox.imap;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Each way of not getting in is one sentence that says what to do. */
class ConnectingTests {

    private static Trouble trouble(Account account) {
        return catchThrowableOfType(
                        MailTrouble.class, () -> new ImapSource().visit(account).close())
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
