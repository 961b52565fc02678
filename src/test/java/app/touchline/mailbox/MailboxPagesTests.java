package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class MailboxPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final String address =
            "box." + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT) + "@ours.test";

    @Test
    void aMailboxIsConnectedAndItsPasswordIsNowhereInTheClear() {
        var admin = team.member("Mail Person", Role.ADMIN);
        var result = send(
                As.signedIn(admin.signedIn()),
                "/admin/mailboxes",
                Map.of("address", address.toUpperCase(Locale.ROOT), "password", "canary-password-4711"));
        assertThat(result).hasStatus3xxRedirection();
        var row = jdbc.sql("select * from mailbox where address = :address")
                .param("address", address)
                .query()
                .singleRow();
        assertThat(new String((byte[]) row.get("secret"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        assertThat(row.get("floor")).hasToString("2026-05-22");
        var page = get("/admin/mailboxes/" + row.get("id"));
        assertThat(page).hasStatusOk().bodyText().contains(address, "Waits for acknowledgement");
        assertThat(get("/admin/mailboxes")).bodyText().contains(address);
        assertThat(get("/admin/mailboxes/" + row.get("id") + "/edit"))
                .bodyText()
                .contains("127.0.0.1")
                .doesNotContain("canary");
        assertThat(jdbc.sql("select count(*) from audit_entry where about = 'mailbox' and about_name = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFormWithMistakesComesBackWithARemarkBesideEachField() {
        var result = send(
                As.a(Role.ADMIN),
                "/admin/mailboxes",
                Map.of(
                        "address",
                        "nobody",
                        "host",
                        "https://imap.acme.test/",
                        "port",
                        "99999",
                        "username",
                        "",
                        "password",
                        "",
                        "since",
                        "someday"));
        assertThat(result)
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Type the mailbox&#39;s email address",
                        "leave out https:// and paths",
                        "A port is a number from 1 to 65535",
                        "Type the user",
                        "Type the password",
                        "Type a date");
    }

    @Test
    void anAddressIsConnectedOnce() {
        connect(null, true);
        var result = send(As.a(Role.ADMIN), "/admin/mailboxes", Map.of());
        assertThat(result).hasStatus(422).bodyText().contains("is connected already");
    }

    @Test
    void theConnectionIsTestedBeforeAnythingIsSaved() {
        var result = send(As.a(Role.ADMIN), "/admin/mailboxes/test", Map.of());
        assertThat(result).hasStatusOk().bodyText().contains("Nothing accepts connections at 127.0.0.1, port 1");
        assertThat(jdbc.sql("select count(*) from mailbox where address = :address")
                        .param("address", address)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aStoredPasswordIsNotSentToAnotherServer() {
        var id = connect(null, true);
        var result = send(
                As.a(Role.ADMIN),
                "/admin/mailboxes/test",
                Map.of("stored", String.valueOf(id), "host", "localhost", "password", ""));
        assertThat(result).bodyText().contains("never sent to another server");
    }

    @Test
    void itsOwnerAcknowledgesAMailboxAndNobodyElse() {
        var owner = team.member("Mail Person", Role.PARTNER_MANAGER);
        var id = connect(owner.id(), false);
        var other = team.member("Mail Person", Role.PARTNER_MANAGER);
        var path = "/me/mailboxes/" + id + "/acknowledgement";
        assertThat(mvc.post()
                        .uri(path)
                        .with(As.signedIn(other.signedIn()))
                        .with(csrf())
                        .exchange())
                .hasStatus(403);
        assertThat(mvc.get()
                        .uri("/me/mailboxes")
                        .with(As.signedIn(owner.signedIn()))
                        .exchange())
                .bodyText()
                .contains(address, "I know what is read and kept");
        assertThat(mvc.post()
                        .uri(path)
                        .with(As.signedIn(owner.signedIn()))
                        .with(csrf())
                        .exchange())
                .hasStatus3xxRedirection();
        assertThat(mailboxes.existing(id).acknowledged()).isTrue();
    }

    @Test
    void aMailboxIsPausedResumedAndRemoved() {
        var admin = As.signedIn(team.member("Mail Person", Role.ADMIN).signedIn());
        var id = connect(null, true);
        for (var verb : new String[] {"pause", "resume", "check", "removal"})
            assertThat(mvc.post()
                            .uri("/admin/mailboxes/" + id + "/" + verb)
                            .with(admin)
                            .with(csrf())
                            .exchange())
                    .hasStatus3xxRedirection();
        assertThat(get("/admin/mailboxes/" + id)).hasStatus(404);
        assertThat(jdbc.sql("select octet_length(secret) from mailbox where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** A tenant may have thousands. */
    @Test
    void manyMailboxesStandOnSeveralPagesByHowTheyStand() {
        jdbc.sql("""
                insert into mailbox (address, shared, host, port, tls, username, secret, floor, state, paused, acknowledged_at,
                                     acknowledgement, last_ok_at, last_error, created_at)
                select 'box' || lpad(n::text, 3, '0') || '@many.test', true, 'imap.many.test', 993, 'TLS', 'u', '', '2026-01-01',
                       case when n <= 3 then 'REAUTH_REQUIRED' else 'LIVE' end, n = 3, now(), 'ADMIN_RECORDED',
                       timestamptz '2026-11-18 10:00Z', case when n <= 3 then 'The password is refused.' end, now()
                from generate_series(1, 230) n
                """).update();
        try {
            assertThat(get("/admin/mailboxes?like=MANY.test"))
                    .bodyText()
                    .contains("box001@many.test", "box100@many.test", "page=2", "In trouble", "Paused")
                    .doesNotContain("box101@many.test");
            assertThat(get("/admin/mailboxes?like=many.test&page=3"))
                    .bodyText()
                    .contains("box230@many.test", "page=2")
                    .doesNotContain("box200@many.test", "page=4");
            assertThat(get("/admin/mailboxes?like=many.test&show=trouble"))
                    .bodyText()
                    .contains("box001@many.test", "box002@many.test", "The password is refused.")
                    .doesNotContain("box003@many.test", "box004@many.test");
            jdbc.sql(
                            "update mailbox set last_ok_at = timestamptz '2026-11-18 08:00Z' where address = 'box111@many.test'")
                    .update();
            assertThat(get("/admin/mailboxes?like=many.test&show=behind"))
                    .bodyText()
                    .contains("box111@many.test</a>")
                    .doesNotContain("box112@many.test");
            assertThat(new MailboxStanding(false, Mailbox.State.LIVE, false, true, true, true).words())
                    .isEqualTo("Is behind");
            assertThat(get("/admin/mailboxes?like=box11&show=up-to-date"))
                    .bodyText()
                    .contains("box112@many.test")
                    .doesNotContain("box111@many.test</a>");
            assertThat(get("/admin/mailboxes?like=nobody-has-this")).bodyText().contains("No mailbox is like that.");
        } finally {
            jdbc.sql("delete from mailbox where address like '%@many.test'").update();
        }
    }

    @Test
    void onlyAnAdminSeesMailboxes() {
        assertThat(mvc.get().uri("/admin/mailboxes").with(As.a(Role.OPS_LEAD)).exchange())
                .hasStatus(403);
    }

    private Map<String, String> form() {
        return new HashMap<>(Map.of(
                "address", address,
                "host", "127.0.0.1",
                "port", "1",
                "tls", "TLS",
                "username", "box",
                "password", "secret",
                "belongsTo", "shared",
                "since", "2026-05-22"));
    }

    /** The form, filled in as usual but for the fields that are given by name and value. */
    private MvcTestResult send(RequestPostProcessor who, String path, Map<String, String> others) {
        var form = form();
        form.putAll(others);
        var request = mvc.post().uri(path).with(who).with(csrf());
        if (path.endsWith("/test")) request.header("HX-Request", "true");
        form.forEach(request::param);
        return request.exchange();
    }

    @Test
    void anAuthorityThatCannotBeUsedIsSaidInWords() {
        var page = send(As.a(Role.ADMIN), "/admin/mailboxes", Map.of("authority", "not a certificate"));
        assertThat(page).hasStatus(422).bodyText().contains("That is not a certificate");
        page = send(
                As.a(Role.ADMIN),
                "/admin/mailboxes",
                Map.of("authority", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----"));
        assertThat(page).hasStatus(422).bodyText().contains("holds a private key");
        var good = new Authority(StandIn.certificatePem(), false);
        var from = StandIn.certificate().getNotBefore().toInstant();
        var to = StandIn.certificate().getNotAfter().toInstant();
        assertThat(good.problem(from)).isNull();
        assertThat(good.problem(to.plusSeconds(1)))
                .contains("“CN=localhost” expired on " + to.toString().substring(0, 4));
        assertThat(good.problem(from.minusSeconds(1)))
                .contains("is valid only from " + from.toString().substring(0, 4));
    }

    /** Shown again, since no browser keeps the choice of a file. */
    @Test
    void anAuthorityInAFileIsJudgedAsOneThatIsPasted() {
        assertThat(withFile("not a certificate".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422)
                .bodyText()
                .contains("That is not a certificate", ">not a certificate</textarea>");
        assertThat(withFile(new byte[] {0x30, (byte) 0x82, 0, 1}))
                .hasStatus(422)
                .bodyText()
                .contains("That is not a certificate", "a file that is no text");
        var valid = StandIn.certificate().getNotBefore().toInstant();
        clock.set(valid.minusSeconds(1));
        assertThat(withFile(StandIn.certificatePem().getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422)
                .bodyText()
                .contains("“CN=localhost” is valid only from", ">-----BEGIN CERTIFICATE-----");
        clock.set(valid);
        assertThat(withFile(StandIn.certificatePem().getBytes(StandardCharsets.UTF_8)))
                .hasStatus3xxRedirection();
        assertThat(jdbc.sql("select trusted_pem from mailbox where address = :address")
                        .param("address", address)
                        .query(String.class)
                        .single())
                .isEqualTo(StandIn.certificatePem().strip());
    }

    private MvcTestResult withFile(byte[] content) {
        var request = mvc.post()
                .uri("/admin/mailboxes")
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .multipart()
                .file("authorityFile", content);
        form().forEach(request::param);
        return request.exchange();
    }

    @Test
    void aTokenOfAConnectionThatIsNotThereIsRefused() {
        var page = send(As.a(Role.ADMIN), "/admin/mailboxes", Map.of("signsInThrough", "999999", "tls", "NONE"));
        assertThat(page).hasStatus(422);
        assertThat(new MailboxForm(
                                "a@b.test",
                                "imap.b.test",
                                "143",
                                Tls.NONE,
                                "a",
                                "",
                                "7",
                                "",
                                false,
                                "shared",
                                "2026-11-01",
                                true)
                        .problems(null, LocalDate.of(2026, 11, 18)))
                .containsOnlyKeys("tls");
    }

    private long connect(@org.jspecify.annotations.Nullable Long memberId, boolean notice) {
        return mailboxes.add(
                new NewMailbox(
                        address,
                        memberId,
                        new MailSource.Account("127.0.0.1", 1, Tls.TLS, "box", "secret"),
                        LocalDate.of(2026, 5, 22),
                        notice),
                Who.TOUCHLINE);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(As.a(Role.ADMIN)).exchange();
    }
}
