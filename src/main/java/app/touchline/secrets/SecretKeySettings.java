package app.touchline.secrets;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The key that stored passwords are encrypted with.
 *
 * @param secretKey base64 of 32 bytes, TOUCHLINE_SECRET_KEY; none is allowed with the embedded database only
 */
@ConfigurationProperties("touchline")
record SecretKeySettings(@Nullable String secretKey) {

    SecretKeySettings {
        if (secretKey != null && secretKey.isBlank()) secretKey = null;
    }

    @Override
    public String toString() {
        return "SecretKeySettings[" + (secretKey == null ? "no key" : "a key") + "]";
    }
}
