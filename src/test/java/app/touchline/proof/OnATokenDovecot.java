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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.Authority;
import app.touchline.mailbox.ConnectionRecords;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.MailSync;
import app.touchline.mailbox.MailboxRecords;
import app.touchline.mailbox.NewMailbox;
import app.touchline.mailbox.Slice;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.partner.Partner;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;

/** Mailboxes at a real Dovecot that opens to tokens and whose certificate somebody's own authority signed. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class OnATokenDovecot {

    static final String DOMAIN = "token.test";
    static final List<String> USERS = List.of("dana@" + DOMAIN, "omar@" + DOMAIN);

    static TokenDovecot byToken;
    static Dovecot dovecot;

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

    final StandIn standIn = new StandIn();
    final String theirs = "t" + UUID.randomUUID().toString().substring(0, 8) + ".test";
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

    long connect(String user, SignIn signIn, int port, Tls tls, @Nullable Authority trusted) {
        var account = new Account(dovecot.host(), port, tls, user, signIn, trusted);
        return mailboxes.add(new NewMailbox(user, null, account, LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }

    long connect(String user, long connection) {
        return connect(
                user,
                new SignIn.Through(connection),
                dovecot.tlsPort(),
                Tls.TLS,
                new Authority(byToken.authority(), false));
    }

    void deliver(String user) {
        var at = clock.instant().minus(Duration.ofHours(++mails));
        var letter = "From: kim@%s\r\nTo: %s\r\nSubject: Hi\r\nMessage-ID: <%s@%s>\r\n\r\n"
                .formatted(theirs, user, UUID.randomUUID(), theirs);
        dovecot.deliver(user, "INBOX", at, letter.getBytes(StandardCharsets.US_ASCII));
        dovecot.handOver();
    }

    void readToTheEnd(long id) {
        for (int turns = 0; turns < 50; turns++) if (sync.runSlice(id) instanceof Slice.ReadToTheEnd) return;
        throw new AssertionError("never read to the end: " + error(id));
    }

    String error(long id) {
        return jdbc.sql("select state || ': ' || coalesce(last_error, '') from mailbox where id = :id")
                .param("id", id)
                .query((row, index) -> String.valueOf(row.getString(1)))
                .single();
    }

    long touches() {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :partner")
                .param("partner", partner.id())
                .query(Long.class)
                .single();
    }

    void passes(Duration time) {
        clock.set(clock.instant().plus(time));
    }
}
