package app.touchline.slack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A channel that is connected, over a real socket on this machine. */
@TouchlineTest
@NullUnmarked
class SlackTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    SlackRound round;

    @Autowired
    Slack slack;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private final List<String> received = new ArrayList<>();
    private int answer = 200;
    private HttpServer channel;

    @BeforeEach
    void aChannel() throws Exception {
        channel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.createContext("/services/secret-part", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        channel.start();
    }

    @AfterEach
    void gone() {
        channel.stop(0);
        jdbc.sql("delete from slack_message").update();
        jdbc.sql("delete from slack_webhook").update();
    }

    private void post(String path, String address, int status) {
        assertThat(mvc.post()
                        .uri(path)
                        .param("address", address)
                        .with(As.a(Role.ADMIN))
                        .with(csrf()))
                .hasStatus(status);
    }

    private void connect() {
        post("/admin/slack", "http://127.0.0.1:" + channel.getAddress().getPort() + "/services/secret-part", 302);
    }

    @Test
    void aTestReachesTheChannelAndTheAddressIsKeptEncrypted() {
        post("/admin/slack", "hooks.slack.com/services/x", 422);
        post("/admin/slack", "http://somewhere.example/services/x", 422);
        connect();
        post("/admin/slack/test", "", 302);
        round.go();
        round.go();
        assertThat(received).containsExactly("{\"text\":\"A test by Some Body: Touchline reaches this channel.\"}");
        assertThat(jdbc.sql("select position(cast('secret-part' as bytea) in address) > 0 from slack_webhook")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from audit_entry where detail::text like '%secret-part%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(slack.standing().lastError()).isNull();
    }

    @Test
    void aChannelThatRefusesIsSaidAndTriedAgainLater() {
        connect();
        answer = 404;
        post("/admin/slack/test", "", 302);
        round.go();
        assertThat(round.standing()).hasSize(1);
        assertThat(mvc.get().uri("/admin/slack").with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("1 message not sent.", "no such webhook any more (404)");
        answer = 200;
        round.go();
        assertThat(received).as("not before its time").hasSize(1);
        answer = 500;
        for (int day = 1; day <= 2; day++) {
            clock.set(TestClock.START.plus(Duration.ofHours(25 * day)));
            round.go();
        }
        assertThat(received).as("given up after a day").hasSize(2);
        assertThat(mvc.get().uri("/admin/slack").with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("Slack answered 500.", "Given up after a day");
        assertThat(round.standing()).as("an admin is told until it is seen to").hasSize(1);
        answer = 200;
        connect();
        round.go();
        assertThat(received).hasSize(3);
        assertThat(round.standing()).isEmpty();
    }
}
