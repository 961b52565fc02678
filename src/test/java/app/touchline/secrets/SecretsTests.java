package app.touchline.secrets;

import java.util.Base64;

import org.junit.jupiter.api.Test;

import app.touchline.database.CannotStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTests {

    private static final String BOUND = "the password of Dana's mailbox";

    private final Secrets secrets = new Secrets(new byte[32]);

    @Test
    void aSealedPasswordOpensForWhatItIsBoundTo() {
        assertThat(secrets.open(secrets.seal("pässwort", BOUND), BOUND)).contains("pässwort");
    }

    @Test
    void itDoesNotOpenForAnythingElse() {
        assertThat(secrets.open(secrets.seal("secret", BOUND), BOUND + "?")).isEmpty();
    }

    @Test
    void itDoesNotOpenAfterAByteWasChanged() {
        var sealed = secrets.seal("secret", BOUND);
        sealed[sealed.length - 1] ^= 1;
        assertThat(secrets.open(sealed, BOUND)).isEmpty();
        assertThat(secrets.fits(sealed)).isTrue();
    }

    @Test
    void anotherKeyDoesNotFitAndSaysSo() {
        var key = new byte[32];
        key[0] = 1;
        var sealed = secrets.seal("secret", BOUND);
        assertThat(new Secrets(key).fits(sealed)).isFalse();
        assertThat(new Secrets(key).open(sealed, BOUND)).isEmpty();
        assertThat(secrets.open(new byte[0], BOUND)).isEmpty();
    }

    @Test
    void theSamePasswordIsNeverSealedTheSameWay() {
        assertThat(secrets.seal("secret", BOUND)).isNotEqualTo(secrets.seal("secret", BOUND));
    }

    @Test
    void aMalformedKeyIsRefusedInASentence() {
        assertThatThrownBy(() -> SecretsConfiguration.key("TOUCHLINE_SECRET_KEY", "not base64!"))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(
                        "TOUCHLINE_SECRET_KEY is not base64: set TOUCHLINE_SECRET_KEY to 32 random bytes");
        assertThatThrownBy(() -> SecretsConfiguration.key(
                        "TOUCHLINE_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[16])))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("TOUCHLINE_SECRET_KEY holds 16 bytes, not 32");
    }
}
