package app.touchline.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.touchline.mailbox.MailSource.Account;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTestTests {

    @Test
    void aPersonIsNotKeptWaitingByAServerThatSaysNothing() throws Exception {
        var limits = new MailboxSettings(Duration.ofMinutes(2), Duration.ofMinutes(1), 200, 50, Duration.ofSeconds(1));
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var account = new Account("127.0.0.1", silent.getLocalPort(), Tls.TLS, "dana", "secret");
            assertThat(new ConnectionTest(ConnectionTestTests::listens, limits).of(account))
                    .isEqualTo(new ConnectionTest.Answer(
                            false,
                            "127.0.0.1, port " + silent.getLocalPort()
                                    + ", does not go on after 1 second: check the port and the protection (TLS usually 993,"
                                    + " STARTTLS 143), or try again later."));
        }
    }

    private static MailSource.Visit listens(Account account) {
        try (var line = new Socket(account.host(), account.port())) {
            throw new IllegalStateException("it said " + line.getInputStream().read());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
