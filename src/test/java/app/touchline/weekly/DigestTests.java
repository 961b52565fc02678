package app.touchline.weekly;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import app.touchline.team.Member;
import app.touchline.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** What a closed read says to everybody: by a real SMTP server, and to a channel over a real socket. */
@NullUnmarked
class DigestTests extends AReadInProgress {

    @Autowired
    RecurringTask<Void> sendMail;

    @Autowired
    RecurringTask<Void> sendToSlack;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer channel;
    private Member admin;

    @BeforeEach
    void bothAreConnected() throws Exception {
        admin = team.admin();
        smtp.start();
        channel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.createContext("/services/ours", exchange -> {
            said.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        channel.start();
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("update programme set base_url = 'https://touchline.test'").update();
        var connected = post(
                admin,
                "/admin/mail",
                "host",
                "127.0.0.1",
                "port",
                "" + smtp.getSmtp().getPort(),
                "protection",
                "NONE",
                "fromAddress",
                "touchline@ours.test",
                "fromName",
                "Touchline",
                "username",
                "",
                "password",
                "",
                "version",
                "-1");
        assertThat(connected).hasStatus3xxRedirection();
        var address = "http://127.0.0.1:" + channel.getAddress().getPort() + "/services/ours";
        assertThat(post(admin, "/admin/slack", "address", address)).hasStatus3xxRedirection();
    }

    @AfterEach
    void bothAreGone() {
        smtp.stop();
        channel.stop(0);
        jdbc.sql("delete from slack_message").update();
        jdbc.sql("delete from slack_webhook").update();
        jdbc.sql("update programme set base_url = null").update();
    }

    private void close() {
        post(mara, read + "/closure", "because", "No time left", "digest", "true", "slack", "true");
    }

    private List<MimeMessage> mailsTo(Member member) {
        for (int rounds = 0; rounds < 3; rounds++) sendMail.execute(null, null);
        return Stream.of(smtp.getReceivedMessages())
                .filter(mail -> isTo(mail, member.email()))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Stream.of(mail.getAllRecipients()).map(Address::toString).anyMatch(to -> to.contains(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theDigestReachesEverybodyOnceAndReadsWellAsPlainText() throws Exception {
        post(mara, of(acme, "recovery"), "who", "" + ben.id(), "due", "2026-11-20");
        close();
        close();
        assertThat(mailsTo(lena)).hasSize(1);
        assertThat(mailsTo(ben)).hasSize(1);
        var mail = mailsTo(ben).getFirst();
        assertThat(mail.getSubject()).startsWith("Weekly read, week 47: Tier 1 ");
        var parts = (MimeMultipart) mail.getContent();
        var words = "Mara Lead closed the read of week 47";
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains(words, acme.name() + ": Recovery touch: Ben Manager, Fri 20 Nov")
                .contains("Why some have no decision: No time left", "https://touchline.test" + read)
                .doesNotContain("<p");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains(words, "href=\"https://touchline.test" + read + "\"");
    }

    @Test
    void aReadThatIsClosedAgainSaysThatItCorrectsTheFormer() throws Exception {
        close();
        clock.set(TestClock.START.plus(Duration.ofMinutes(5)));
        post(mara, read + "/closure/undo");
        close();
        assertThat(mailsTo(ben)).hasSize(2);
        assertThat(mailsTo(ben).getLast().getSubject()).startsWith("Corrected: Weekly read, week 47");
    }

    @Test
    void theChannelIsToldOnceAndAgainLaterWhereItRefused() {
        answer = 500;
        close();
        sendToSlack.execute(null, null);
        assertThat(said).hasSize(1);
        assertThat(get(admin, "/admin/slack")).bodyText().contains("1 message not sent.", "Slack answered 500.");
        clock.set(TestClock.START.plus(Duration.ofMinutes(2)));
        answer = 200;
        sendToSlack.execute(null, null);
        sendToSlack.execute(null, null);
        assertThat(said).hasSize(2);
        assertThat(said.getLast())
                .isEqualTo(said.getFirst())
                .contains("*Weekly read, week 47: Tier 1 ", "https://touchline.test" + read);
        assertThat(get(admin, "/admin/slack")).bodyText().doesNotContain("not sent");
        close();
        sendToSlack.execute(null, null);
        assertThat(said).as("closed twice").hasSize(2);
    }

    @Test
    void whoChoosesNeitherTellsNobody() {
        post(mara, read + "/closure", "because", "No time left");
        sendToSlack.execute(null, null);
        assertThat(mailsTo(ben)).isEmpty();
        assertThat(said).isEmpty();
    }
}
