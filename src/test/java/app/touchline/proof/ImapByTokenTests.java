package app.touchline.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.Authority;
import app.touchline.mailbox.ConnectionRecords;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.MailSync;
import app.touchline.mailbox.MailboxRecords;
import app.touchline.mailbox.NewMailbox;
import app.touchline.mailbox.Slice;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.TokenEndpoint;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.partner.Partner;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * IMAP without passwords, by XOAUTH2 at a real Dovecot that asks a stand-in about each token; and servers whose certificate
 * somebody's own authority signed.
 */
@TouchlineTest
@NeedsDovecot
@SuppressWarnings("NullAway.Init") // filled before each test
class ImapByTokenTests {

    private static final String DOMAIN = "token.test";
    private static final List<String> USERS = List.of("dana@" + DOMAIN, "omar@" + DOMAIN);

    private static TokenDovecot byToken;
    private static Dovecot dovecot;

    @Autowired
    SslBundles bundles;

    @Autowired
    ConnectionRecords connections;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    MailSync sync;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    private final StandIn standIn = new StandIn();
    private final String theirs = "t" + UUID.randomUUID().toString().substring(0, 8) + ".test";
    private Partner partner;
    private int mails;

    @BeforeAll
    static void aServer() {
        byToken = new TokenDovecot(USERS, "app@" + DOMAIN);
        dovecot = byToken.server;
    }

    @AfterAll
    static void stop() {
        if (byToken != null) byToken.close();
    }

    @BeforeEach
    void aTenant() {
        Trusting.standIns(bundles);
        byToken.exchange = standIn;
        partner = partners.tierOne("Partner at " + theirs);
        partners.domain(partner, theirs);
    }

    @AfterEach
    void close() {
        jdbc.sql("update mailbox set removed_at = now() where address like :ours and removed_at is null")
                .param("ours", "%@" + DOMAIN)
                .update();
        byToken.exchange = null;
        byToken.google = null;
        standIn.close();
    }

    private long tenant() {
        return connections.add("Tenant of " + theirs, standIn.tenant(), null, Who.TOUCHLINE);
    }

    private long connect(String user, SignIn signIn, int port, Tls tls, @Nullable Authority trusted) {
        var account = new Account(dovecot.host(), port, tls, user, signIn, trusted);
        return mailboxes.add(new NewMailbox(user, null, account, LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }

    private long connect(String user, long connection) {
        return connect(
                user,
                new SignIn.Through(connection),
                dovecot.tlsPort(),
                Tls.TLS,
                new Authority(byToken.authority(), false));
    }

    private void deliver(String user) {
        var at = clock.instant().minus(Duration.ofHours(++mails));
        var letter = "From: kim@%s\r\nTo: %s\r\nSubject: Hi\r\nMessage-ID: <%s@%s>\r\n\r\n"
                .formatted(theirs, user, UUID.randomUUID(), theirs);
        dovecot.deliver(user, "INBOX", at, letter.getBytes(StandardCharsets.US_ASCII));
        dovecot.handOver();
    }

    private void readToTheEnd(long id) {
        for (int turns = 0; turns < 50; turns++) if (sync.runSlice(id) instanceof Slice.ReadToTheEnd) return;
        throw new AssertionError("never read to the end: " + error(id));
    }

    private String error(long id) {
        return jdbc.sql("select state || ': ' || coalesce(last_error, '') from mailbox where id = :id")
                .param("id", id)
                .query((row, index) -> String.valueOf(row.getString(1)))
                .single();
    }

    private long touches() {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :partner")
                .param("partner", partner.id())
                .query(Long.class)
                .single();
    }

    @Test
    void twoMailboxesOfATenantAreReadWithOneToken() {
        USERS.forEach(this::deliver);
        var connection = tenant();
        var dana = connect(USERS.get(0), connection);
        var omar = connect(USERS.get(1), connection);
        readToTheEnd(dana);
        readToTheEnd(omar);
        readToTheEnd(dana);
        assertThat(touches()).isEqualTo(2);
        assertThat(standIn.tokens.askedForImap).hasValue(1);
        passes(Duration.ofMinutes(56));
        readToTheEnd(dana);
        readToTheEnd(omar);
        assertThat(standIn.tokens.askedForImap).hasValue(2);
        assertThat(jdbc.sql("select count(*) from mailbox where id = :id and secret is null")
                        .param("id", dana)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aTokenThatWasTakenBackIsFetchedAnewAndReadingGoesOn() {
        var id = connect(USERS.get(0), tenant());
        readToTheEnd(id);
        standIn.tokens.expireTokens();
        deliver(USERS.get(0));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(standIn.tokens.askedForImap).hasValue(2);
    }

    @Test
    @DisplayName("19 a server that refuses the token is tried three times, then it waits for a person; nothing is lost")
    void aRefusedTokenWaitsForAPerson() {
        var id = connect(USERS.get(0), tenant());
        readToTheEnd(id);
        byToken.exchange = null;
        deliver(USERS.get(0));
        for (int tries = 1; tries < 3; tries++) {
            assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
            assertThat(error(id)).startsWith("BACKOFF: 127.0.0.1 does not let the app into the mailbox");
        }
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(error(id)).startsWith("REAUTH_REQUIRED").contains("until an admin looks");
        var asked = standIn.tokens.askedForImap.get();
        passes(Duration.ofDays(1));
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(standIn.tokens.askedForImap).hasValue(asked);
        byToken.exchange = standIn;
        passes(Duration.ofMinutes(1));
        mailboxes.checkNow(id);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    @DisplayName("14 a busy sign-in keeps the IMAP mailboxes of the tenant waiting, too")
    void aBusySignIn() {
        var connection = tenant();
        var dana = connect(USERS.get(0), connection);
        var omar = connect(USERS.get(1), connection);
        standIn.tokens.instead = TokenEndpoint.error(
                        429, "temporarily_unavailable", "AADSTS90055: Tenant throttled.", 90055)
                .with("Retry-After", "600");
        assertThat(sync.runSlice(dana)).isEqualTo(new Slice.Later(Duration.ofMinutes(10)));
        assertThat(sync.runSlice(omar)).isInstanceOf(Slice.Later.class);
        assertThat(standIn.tokens.asked).hasValue(1);
        standIn.tokens.instead = null;
        passes(Duration.ofMinutes(11));
        readToTheEnd(dana);
        readToTheEnd(omar);
    }

    @Test
    @DisplayName("15 the app's secret expires: its IMAP mailboxes wait, and the gap is filled with a new one")
    void anExpiredSecret() {
        var connection = tenant();
        var id = connect(USERS.get(0), connection);
        standIn.tokens.secretExpired = true;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(error(id)).contains("AADSTS7000222");
        deliver(USERS.get(0));
        standIn.tokens.secretExpired = false;
        connections.renew(connection, new Tenant.Credential.Secret(standIn.tokens.secret), Who.TOUCHLINE);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    private void passes(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    // ---- Google

    private long workspace(GoogleStandIn google) {
        assertThat(connect(google, google.keyFile(), USERS.get(0))).isEqualTo(302);
        return jdbc.sql("select id from mail_connection where tenant = :email")
                .param("email", google.email)
                .query(Long.class)
                .single();
    }

    private int connect(GoogleStandIn google, String keyFile, String tryWith) {
        return mvc.post()
                .uri("/admin/google")
                .param("name", "Workspace")
                .param("keyFile", keyFile)
                .param("tryWith", tryWith)
                .with(As.a(Role.ADMIN))
                .with(csrf())
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    void aWorkspaceIsReadInEachPersonsName() {
        try (var google = new GoogleStandIn(clock)) {
            byToken.google = google;
            google.people.addAll(USERS);
            USERS.forEach(this::deliver);
            var connection = workspace(google);
            var dana = connect(USERS.get(0), connection);
            var omar = connect(USERS.get(1), connection);
            google.asked.set(0);
            for (int i = 0; i < 3; i++) {
                readToTheEnd(dana);
                readToTheEnd(omar);
            }
            assertThat(touches()).isEqualTo(2);
            assertThat(google.asked).hasValue(2);
            assertThat(google.userByToken.values()).containsAll(USERS);
            assertThat(mvc.get().uri("/admin/google/" + connection).with(As.a(Role.ADMIN)))
                    .hasStatusOk()
                    .bodyText()
                    .contains(google.email, USERS.get(0))
                    .doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void whatGoogleRefusesIsSaidAndReadingGoesOnAfterwards() {
        try (var google = new GoogleStandIn(clock)) {
            byToken.google = google;
            google.people.add(USERS.get(0));
            var connection = workspace(google);
            var dana = connect(USERS.get(0), connection);
            var omar = connect(USERS.get(1), connection);
            assertThat(sync.runSlice(omar)).isEqualTo(new Slice.Later(Duration.ofHours(1)));
            assertThat(error(omar)).contains("no such person");
            readToTheEnd(dana);

            google.busy = true;
            passes(Duration.ofHours(1));
            assertThat(sync.runSlice(dana)).isEqualTo(new Slice.Later(Duration.ofSeconds(120)));
            var asked = google.asked.get();
            assertThat(sync.runSlice(omar)).isInstanceOf(Slice.Later.class);
            assertThat(google.asked).hasValue(asked);
            google.busy = false;
            google.delegated = false;
            passes(Duration.ofMinutes(3));
            assertThat(sync.runSlice(dana)).isInstanceOf(Slice.Resting.class);
            assertThat(error(dana)).contains("Domain-wide delegation");
            assertThat(error(omar)).as("all its mailboxes wait").contains("Domain-wide delegation");
            google.delegated = true;
            connections.renew(connection, google.keyFile(), Who.TOUCHLINE);
            deliver(USERS.get(0));
            readToTheEnd(dana);
            assertThat(touches()).isEqualTo(1);
        }
    }

    @Test
    void aWorkspaceIsConnectedOnlyWhenItsKeyIsAccepted() {
        try (var google = new GoogleStandIn(clock);
                var other = new GoogleStandIn(clock)) {
            google.people.add(USERS.get(0));
            assertThat(connect(google, "{}", USERS.get(0))).isEqualTo(422);
            assertThat(connect(google, google.keyFile(), "nobody@" + DOMAIN)).isEqualTo(422);
            assertThat(connect(google, google.keyFile().replace(google.email, other.email), USERS.get(0)))
                    .isEqualTo(422);
            assertThat(connect(google, google.keyFile(), USERS.get(0))).isEqualTo(302);
            assertThat(connect(google, google.keyFile(), USERS.get(0)))
                    .as("twice")
                    .isEqualTo(422);
        }
    }

    // ---- an authority of one's own

    private long withPassword(int port, Tls tls, @Nullable Authority trusted) {
        return connect(USERS.get(0), new SignIn.Password(Dovecot.PASSWORD), port, tls, trusted);
    }

    @Test
    void aServerThatOurOwnAuthoritySignedIsTrustedOnlyWithIt() {
        deliver(USERS.get(0));
        var id = withPassword(dovecot.tlsPort(), Tls.TLS, null);
        sync.runSlice(id);
        assertThat(error(id)).contains("an authority that this machine does not know", "enter its authority");
        var account = new Account(
                dovecot.host(),
                dovecot.tlsPort(),
                Tls.TLS,
                USERS.get(0),
                new SignIn.Password("ignored"),
                new Authority(byToken.authority(), false));
        mailboxes.change(id, null, account, null, Who.TOUCHLINE);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void oursAloneOverStartTlsIsEnoughAndAnothersIsNot() {
        var id = withPassword(dovecot.port(), Tls.STARTTLS, new Authority(byToken.authority(), true));
        readToTheEnd(id);
        mailboxes.remove(id, Who.TOUCHLINE);
        var other = withPassword(dovecot.tlsPort(), Tls.TLS, new Authority(StandIn.certificatePem(), false));
        sync.runSlice(other);
        assertThat(error(other)).contains("not signed by the authority that is entered");
    }

    @Test
    void aCertificateForAnotherHostIsRefusedAlthoughOursSignedIt() {
        var signed = new String[1];
        try (var elsewhere = Dovecot.start(
                USERS,
                folder -> signed[0] = OwnAuthority.signing(folder, "mail.elsewhere.test", "DNS:mail.elsewhere.test"),
                "")) {
            var id = withPassword(elsewhere.tlsPort(), Tls.TLS, new Authority(signed[0], true));
            sync.runSlice(id);
            assertThat(error(id)).contains("is not for 127.0.0.1");
        }
    }
}
