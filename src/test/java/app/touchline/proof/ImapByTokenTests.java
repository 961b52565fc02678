package app.touchline.proof;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.Slice;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.graph.standin.TokenEndpoint;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Exchange by IMAP without passwords: XOAUTH2 with the token of a tenant's app, at a Dovecot that asks a stand-in about it. */
@TouchlineTest
@NeedsDovecot
class ImapByTokenTests extends OnATokenDovecot {

    private long tenant() {
        return connections.add("Tenant of " + theirs, standIn.tenant(), null, Who.TOUCHLINE);
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
}
