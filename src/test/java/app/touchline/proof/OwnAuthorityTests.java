package app.touchline.proof;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.Authority;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers whose certificate somebody's own authority signed. */
@TouchlineTest
@NeedsDovecot
class OwnAuthorityTests extends OnATokenDovecot {

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
