package app.touchline.mailbox.graph;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Microsoft 365 is reached.
 *
 * @param sslBundle the name of a bundle under {@code spring.ssl.bundle} whose certificates are trusted instead of the
 *     JVM's, for a proxy that opens TLS
 */
@ConfigurationProperties("touchline.microsoft365")
record GraphSettings(@Nullable String sslBundle) {}
