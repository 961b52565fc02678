package app.touchline.post;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import app.touchline.database.CannotStart;

/**
 * How long the server for outgoing mail is waited for.
 *
 * @param connectTimeout until it accepts a connection
 * @param readTimeout until it says something more
 * @param patience how long a person who sends a test message waits for its answer
 */
@ConfigurationProperties("touchline.smtp")
record SmtpLimits(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("20s") Duration patience) {

    SmtpLimits {
        if (!connectTimeout.isPositive() || !readTimeout.isPositive() || !patience.isPositive())
            throw new CannotStart(
                    "touchline.smtp: connect-timeout, read-timeout and patience must be longer, such as 20s.");
        if (readTimeout.compareTo(Duration.ofMinutes(2)) > 0)
            throw new CannotStart("touchline.smtp.read-timeout must be 2 minutes or less, such as 30s.");
    }
}
