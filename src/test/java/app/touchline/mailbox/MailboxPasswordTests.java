package app.touchline.mailbox;

import org.junit.jupiter.api.Test;

import app.touchline.secrets.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxPasswordTests {

    private final Secrets secrets = new Secrets(new byte[32]);

    @Test
    void aMailboxsPasswordDoesNotOpenForAnotherServerProtectionOrUser() {
        var bound = Entrance.boundTo("imap.acme.test", 993, Tls.TLS, "dana");
        var sealed = secrets.seal("secret", bound);
        assertThat(secrets.open(sealed, bound)).contains("secret");
        assertThat(secrets.open(sealed, Entrance.boundTo("imap.evil.test", 993, Tls.TLS, "dana")))
                .isEmpty();
        assertThat(secrets.open(sealed, Entrance.boundTo("imap.acme.test", 993, Tls.NONE, "dana")))
                .isEmpty();
        assertThat(secrets.open(sealed, Entrance.boundTo("imap.acme.test", 993, Tls.TLS, "kim")))
                .isEmpty();
    }
}
