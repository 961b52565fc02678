package app.touchline.post;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.Browser;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Links to set a password with, by mail through a real SMTP server in this process. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=OutgoingMailTests")
class PasswordLinkByMailTests {

    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern LINK = Pattern.compile("http://localhost(/password/[A-Za-z0-9_-]{43})\n");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    SmtpServers servers;

    @Autowired
    MailRound round;

    @Autowired
    JdbcClient jdbc;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void noMailGoesOut() {
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("delete from smtp_server").update();
        smtp.start();
    }

    @AfterEach
    void norDoesAny() {
        smtp.stop();
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("delete from smtp_server").update();
    }

    @Test
    void aPersonWhoIsAddedGetsTheLinkByMailAndTheAdminNeverSeesIt() throws Exception {
        mailGoesOut();
        var answer = mvc.post()
                .uri("/admin/people")
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .param("name", "Mia Mailed")
                .param("email", "mia.mailed@ours.test")
                .param("zone", "Europe/Berlin")
                .param("roles", "VIEWER")
                .param("byMail", "true")
                .exchange();
        assertThat(answer).hasRedirectedUrl("/admin/people").bodyText().doesNotContain("/password/");
        var mail = received();
        assertThat(mail.getAllRecipients()[0].toString()).contains("mia.mailed@ours.test");
        assertThat(mail.getSubject()).isEqualTo("Welcome to Touchline: set your password");
        var link = LINK.matcher(part(mail, 0));
        assertThat(link.find()).isTrue();
        var mia = new Browser(mvc, "192.0.2.77");
        mia.open(link.group(1));
        assertThat(mia.send(link.group(1), Map.of("password", PASSWORD, "again", PASSWORD)))
                .hasRedirectedUrl("/sign-in?ready");
        mia.signIn("mia.mailed@ours.test", PASSWORD);
        assertThat(mia.isSignedIn()).isTrue();
        assertThat(jdbc.sql("select what from audit_entry where about_name = 'Mia Mailed' order by id")
                        .query(String.class)
                        .list())
                .contains("mailed a password link to");
    }

    @Test
    void aForgottenPasswordIsSetAgainByMailAndTheLinkLeadsToTheKnownAddress() throws Exception {
        mailGoesOut();
        jdbc.sql("update programme set base_url = 'https://touchline.example'").update();
        try {
            var dana = team.withPassword(team.manager("Dana Forgets"));
            assertThat(mvc.get().uri("/admin/people/" + dana.id()).with(As.a(Role.ADMIN)))
                    .bodyText()
                    .contains("Mail a password link");
            assertThat(mvc.post()
                            .uri("/admin/people/%d/link".formatted(dana.id()))
                            .with(As.a(Role.ADMIN))
                            .with(csrf())
                            .param("byMail", "true"))
                    .hasRedirectedUrl("/admin/people/" + dana.id());
            var mail = received();
            assertThat(mail.getSubject()).isEqualTo("Set another password for Touchline");
            assertThat(part(mail, 0)).contains("https://touchline.example/password/");
            assertThat(part(mail, 1)).contains("href=\"https://touchline.example/password/");
        } finally {
            jdbc.sql("update programme set base_url = null").update();
        }
    }

    @Test
    void withoutAServerTheLinkIsHandedOverAsEver() {
        var dana = team.manager("Dana Nomail");
        assertThat(mvc.get().uri("/admin/people/" + dana.id()).with(As.a(Role.ADMIN)))
                .bodyText()
                .contains("Make a password link")
                .doesNotContain("Mail a password link");
        assertThat(mvc.post()
                        .uri("/admin/people/%d/link".formatted(dana.id()))
                        .with(As.a(Role.ADMIN))
                        .with(csrf())
                        .param("byMail", "true"))
                .hasStatusOk()
                .bodyText()
                .contains("A link for Dana Nomail");
    }

    private void mailGoesOut() {
        servers.save(
                new SmtpServer(
                        "127.0.0.1",
                        smtp.getSmtp().getPort(),
                        Protection.NONE,
                        null,
                        null,
                        "touchline@ours.test",
                        "Touchline"),
                -1,
                Who.TOUCHLINE);
    }

    /** The one that the server took. */
    private MimeMessage received() {
        round.go();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        return smtp.getReceivedMessages()[0];
    }

    /** As its lines are ended here. */
    private static String part(MimeMessage mail, int which) throws Exception {
        var parts = (MimeMultipart) mail.getContent();
        return parts.getBodyPart(which).getContent().toString().replace("\r\n", "\n");
    }
}
