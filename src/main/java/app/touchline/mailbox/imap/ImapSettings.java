package app.touchline.mailbox.imap;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import app.touchline.database.CannotStart;

/**
 * How long an IMAP server is waited for.
 *
 * @param connectTimeout until it accepts the connection
 * @param readTimeout until it says something more
 */
@ConfigurationProperties("touchline.mailbox.imap")
record ImapSettings(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    ImapSettings {
        if (connectTimeout.toMillis() < 1)
            throw new CannotStart("touchline.mailbox.imap.connect-timeout must be longer, such as 10s.");
        if (readTimeout.toMillis() < 1)
            throw new CannotStart("touchline.mailbox.imap.read-timeout must be longer, such as 60s.");
    }
}
