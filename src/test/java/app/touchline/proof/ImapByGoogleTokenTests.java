package app.touchline.proof;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.Slice;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Google by IMAP without passwords: XOAUTH2 with a token in each person's name, which a service account fetches. */
@TouchlineTest
@NeedsDovecot
@SuppressWarnings("NullAway.Init") // filled before each test
class ImapByGoogleTokenTests extends OnATokenDovecot {

    @Autowired
    MockMvcTester mvc;

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
    void whatIsWrongWithOnePersonOrWithTheClockShutsNobodyElseOut() {
        try (var google = new GoogleStandIn(clock)) {
            byToken.google = google;
            google.people.addAll(USERS);
            var connection = workspace(google);
            var dana = connect(USERS.get(0), connection);
            var omar = connect(USERS.get(1), connection);
            google.refusal = "invalid_grant Account has been disabled";
            assertThat(sync.runSlice(omar)).isEqualTo(new Slice.Later(Duration.ofHours(1)));
            google.refusal =
                    "invalid_grant Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable"
                            + " timeframe. Check your iat and exp values in the JWT claim.";
            assertThat(sync.runSlice(dana)).isInstanceOf(Slice.Later.class);
            assertThat(error(dana)).startsWith("BACKOFF").contains("set this machine's clock");
            google.refusal = null;
            readToTheEnd(dana);
            passes(Duration.ofHours(1));
            readToTheEnd(omar);
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
}
