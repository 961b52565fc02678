package app.touchline.post;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Mail on its way to a real SMTP server in this process. */
@TouchlineTest
@TestPropertySource(
        properties = "spring.application.name=OutgoingMailTests") // a database of its own: there is one server and one
// outbox
class OutgoingMailTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    SmtpServers servers;

    @Autowired
    Outbox outbox;

    @Autowired
    MailRound round;

    @Autowired
    Post post;

    @Autowired
    LetterPaper paper;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void aServerTakesMail() {
        smtp.setUser("touchline@ours.test", "post", "stamp");
        smtp.start();
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("delete from smtp_server").update();
    }

    @AfterEach
    void itStops() {
        smtp.stop();
    }

    @Test
    void aLetterGoesOutAfterItsCauseWasCommitted() throws Exception {
        enter(smtp.getSmtp().getPort());
        write("Grüße aus dem Büro", "Zeile eins.");
        assertThat(smtp.getReceivedMessages()).isEmpty();
        round.go();
        round.go();
        var message = received().getFirst();
        assertThat(received()).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("Grüße aus dem Büro");
        assertThat(message.getFrom()[0]).hasToString("Touchline <touchline@ours.test>");
        assertThat(message.getAllRecipients()[0].toString()).contains("dana@ours.test");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getSentDate()).isEqualTo(TestClock.START);
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Zeile eins.", "https://touchline.example/there", "because of a test");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<p", "Zeile eins.", "href=\"https://touchline.example/there\"");
        assertThat(row("message_id")).isEqualTo(message.getMessageID());
        assertThat(row("state")).isEqualTo("SENT");
        assertThat(row("content")).isNull();
    }

    @Test
    void aLetterWhoseCauseIsRolledBackNeverWas() {
        enter(smtp.getSmtp().getPort());
        transaction.executeWithoutResult(status -> {
            post.send(letter("Never", "never"));
            status.setRollbackOnly();
        });
        round.go();
        assertThat(received()).isEmpty();
        assertThatThrownBy(() -> post.send(letter("Without", "a transaction")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void nothingIsKeptWhereNoServerIsEntered() {
        assertThat(write("Nobody", "gets this")).isFalse();
        assertThat(jdbc.sql("select count(*) from outgoing_mail")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(get()).hasStatusOk().bodyText().contains("No mail goes out: no server is entered.");
    }

    @Test
    void whatALetterSaysCannotBeReadInTheDatabase() {
        enter(smtp.getSmtp().getPort());
        write("Subject", "canary-8812");
        assertThat(new String((byte[]) row("content"), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        assertThat(new String(
                        jdbc.sql("select secret from smtp_server")
                                .query(byte[].class)
                                .single(),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain("stamp");
    }

    @Test
    void mailWaitsForAServerThatIsAwayAndItsPageSaysSo() throws Exception {
        int closed;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        enter(closed);
        write("Patience", "waits");
        round.go();
        assertThat(row("state")).isEqualTo("WAITING");
        assertThat(row("tries")).isEqualTo(0);
        assertThat(get()).bodyText().contains("Mail waits.", "Nothing accepts connections at 127.0.0.1");
        enter(smtp.getSmtp().getPort());
        round.go();
        assertThat(received()).hasSize(1);
    }

    @Test
    void aServerThatCouldNotBeUsedIsLeftAloneForAWhile() {
        enter(smtp.getSmtp().getPort());
        servers.couldNotBeUsed("Away.");
        write("Later", "later");
        round.go();
        assertThat(received()).isEmpty();
        clock.set(TestClock.START.plusSeconds(31));
        round.go();
        assertThat(received()).hasSize(1);
        assertThat(servers.stored().orElseThrow().lastError()).isNull();
    }

    @Test
    void aWrongPasswordIsSaidAndNoMessageIsInDoubt() {
        servers.save(server(smtp.getSmtp().getPort(), "wrong"), version(), Who.TOUCHLINE);
        write("Secret", "secret");
        round.go();
        assertThat(servers.stored().orElseThrow().lastError()).contains("does not accept this user and password");
        assertThat(row("state")).isEqualTo("WAITING");
    }

    @Test
    void twoNodesAtOnceSendEachMessageOnce() throws Exception {
        enter(smtp.getSmtp().getPort());
        for (var n = 0; n < 20; n++) write("Number " + n, "text");
        var nodes = new ArrayList<Thread>();
        for (var n = 0; n < 4; n++) nodes.add(Thread.ofVirtual().start(round::go));
        for (var node : nodes) node.join();
        assertThat(received()).hasSize(20);
        assertThat(received().stream().map(OutgoingMailTests::id)).doesNotHaveDuplicates();
    }

    @Test
    void whatADeadNodeHadGoesOutOnceMoreAsTheSameMessageAndOnlyAfterAWhile() {
        enter(smtp.getSmtp().getPort());
        write("Interrupted", "text");
        var lost = outbox.claim().orElseThrow();
        round.go();
        assertThat(received()).isEmpty();
        clock.set(TestClock.START.plus(Outbox.LEASE).plusSeconds(1));
        round.go();
        assertThat(received()).hasSize(1);
        assertThat(id(received().getFirst())).isEqualTo(lost.messageId());
        outbox.refused(lost, new Refusal(Refusal.What.THIS_FOR_NOW, "I was not dead.", null));
        assertThat(row("state")).isEqualTo("SENT");
    }

    @Test
    void aMessageThatIsRefusedWaitsLongerEachTimeAndIsGivenUpAfterThreeDays() {
        enter(smtp.getSmtp().getPort());
        write("Refused", "text");
        var until = 0;
        for (var wait : List.of(1, 2, 4, 8)) {
            var claimed = outbox.claim().orElseThrow();
            outbox.refused(claimed, new Refusal(Refusal.What.THIS_FOR_NOW, "The mailbox is full.", null));
            until += wait;
            clock.set(TestClock.START.plus(Duration.ofMinutes(until)).minusSeconds(1));
            assertThat(outbox.isDue()).isFalse();
            clock.set(TestClock.START.plus(Duration.ofMinutes(until)));
            assertThat(outbox.isDue()).isTrue();
        }
        clock.set(TestClock.START.plus(Duration.ofDays(3)).plusSeconds(1));
        outbox.tidyUp();
        assertThat(row("state")).isEqualTo("FAILED");
        assertThat(get()).bodyText().contains("Not sent", "Given up after three days. The mailbox is full.");
        assertThat(send("/admin/mail/messages/%s/retry".formatted(row("id")))).hasRedirectedUrl("/admin/mail");
        round.go();
        assertThat(received()).hasSize(1);
    }

    @Test
    void whatNobodyTakesFailsAtOnceAndTheNextGoesOut() {
        enter(smtp.getSmtp().getPort());
        write("First", "text");
        var first = outbox.claim().orElseThrow();
        outbox.refused(first, new Refusal(Refusal.What.THIS_FOR_GOOD, "There is no such address.", null));
        write("Second", "text");
        round.go();
        assertThat(received()).hasSize(1);
        assertThat(get()).bodyText().contains("There is no such address.");
    }

    @Test
    void aTestMessageIsSentAtOnceWithWhatIsTyped() throws Exception {
        assertThat(form("/admin/mail/test", smtp.getSmtp().getPort(), "stamp"))
                .hasStatusOk()
                .bodyText()
                .contains("127.0.0.1 took a message for some.body@ours.test");
        assertThat(received().getFirst().getSubject()).isEqualTo("A test message from Touchline");
        assertThat(form("/admin/mail/test", smtp.getSmtp().getPort(), "wrong"))
                .bodyText()
                .contains("does not accept this user and password");
        assertThat(servers.isThere()).isFalse();
    }

    @Test
    void theServerIsEnteredOnItsPageAndThePasswordIsNeverShownOrSentElsewhere() {
        var port = smtp.getSmtp().getPort();
        assertThat(form("/admin/mail", port, "")).hasStatus(422).bodyText().contains("Type the password.");
        assertThat(form("/admin/mail", port, "stamp")).hasRedirectedUrl("/admin/mail");
        assertThat(get()).bodyText().contains("Mail goes out through 127.0.0.1").doesNotContain("stamp");
        assertThat(form("/admin/mail", port, "")).hasRedirectedUrl("/admin/mail");
        assertThat(servers.open(servers.stored().orElseThrow()).orElseThrow().password())
                .isEqualTo("stamp");
        assertThat(form("/admin/mail", port + 1, ""))
                .hasStatus(422)
                .bodyText()
                .contains("never sent to another server");
        assertThat(send("/admin/mail/removal")).hasRedirectedUrl("/admin/mail");
        assertThat(servers.isThere()).isFalse();
        assertThat(jdbc.sql("select string_agg(detail::text, ' ') from audit_entry where about = 'outgoing mail'")
                        .query(String.class)
                        .single())
                .contains("127.0.0.1")
                .doesNotContain("stamp");
    }

    @Test
    void eachMistakeHasASentence() {
        assertThat(mvc.post()
                        .uri("/admin/mail")
                        .with(As.a(Role.ADMIN))
                        .with(csrf())
                        .param("host", "https://smtp.example.com/")
                        .param("port", "0")
                        .param("protection", "STARTTLS")
                        .param("username", "")
                        .param("password", "lonely")
                        .param("fromAddress", "nobody")
                        .param("fromName", "")
                        .param("version", "-1"))
                .hasStatus(422)
                .bodyText()
                .contains("leave out https://", "A port is a number", "Type the user too", "is not an email address")
                .contains("Type a name, such as Touchline.");
    }

    @Test
    void aSubjectCannotSmuggleAHeaderIn() throws Exception {
        enter(smtp.getSmtp().getPort());
        write("Hello\r\nBcc: everybody@ours.test", "text");
        round.go();
        assertThat(received().getFirst().getHeader("Bcc")).isNull();
        assertThat(received()).hasSize(1);
    }

    private void enter(int port) {
        assertThat(servers.save(server(port, "stamp"), version(), Who.TOUCHLINE))
                .isTrue();
    }

    private int version() {
        return servers.stored().map(SmtpServers.Stored::version).orElse(-1);
    }

    private static SmtpServer server(int port, String password) {
        return new SmtpServer("127.0.0.1", port, Protection.NONE, "post", password, "touchline@ours.test", "Touchline");
    }

    private boolean write(String subject, String text) {
        return Boolean.TRUE.equals(transaction.execute(status -> post.send(letter(subject, text))));
    }

    private Letter letter(String subject, String text) {
        return paper.write(
                "dana@ours.test",
                "Dana Weiß",
                new LetterPaper.Words(
                        subject,
                        List.of(text),
                        "https://touchline.example/there",
                        "There",
                        "You get this because of a test."));
    }

    private List<MimeMessage> received() {
        return List.of(smtp.getReceivedMessages());
    }

    private static @Nullable String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object row(String column) {
        return jdbc.sql("select * from outgoing_mail order by id desc limit 1")
                .query()
                .singleRow()
                .get(column);
    }

    private MvcTestResult form(String path, int port, String password) {
        return mvc.post()
                .uri(path)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .param("host", "127.0.0.1")
                .param("port", String.valueOf(port))
                .param("protection", "NONE")
                .param("username", "post")
                .param("password", password)
                .param("fromAddress", "touchline@ours.test")
                .param("fromName", "Touchline")
                .param("version", String.valueOf(version()))
                .exchange();
    }

    private MvcTestResult send(String path) {
        return mvc.post().uri(path).with(As.a(Role.ADMIN)).with(csrf()).exchange();
    }

    private MvcTestResult get() {
        return mvc.get().uri("/admin/mail").with(As.a(Role.ADMIN)).exchange();
    }
}
