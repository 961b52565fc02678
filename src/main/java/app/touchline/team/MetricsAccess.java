package app.touchline.team;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;

/**
 * Who may read the numbers under /actuator: admins, and whoever has the token.
 *
 * @param metricsToken TOUCHLINE_METRICS_TOKEN; null lets only admins
 */
@ConfigurationProperties("touchline")
record MetricsAccess(@Nullable String metricsToken) {

    private static final int SHORTEST = 16;
    private static final String BEARER = "Bearer ";

    MetricsAccess {
        if (metricsToken != null && metricsToken.isBlank()) metricsToken = null;
        if (metricsToken != null && metricsToken.length() < SHORTEST)
            throw new IllegalArgumentException(
                    "TOUCHLINE_METRICS_TOKEN must have %d characters or more (made by: openssl rand -hex 24)."
                            .formatted(SHORTEST));
    }

    boolean allows(@Nullable Authentication who, HttpServletRequest request) {
        return who != null
                        && who.getAuthorities().stream()
                                .anyMatch(authority -> ("ROLE_" + Role.ADMIN.name()).equals(authority.getAuthority()))
                || hasToken(request);
    }

    private boolean hasToken(HttpServletRequest request) {
        var sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return metricsToken != null
                && sent != null
                && sent.startsWith(BEARER)
                && MessageDigest.isEqual(
                        metricsToken.getBytes(StandardCharsets.UTF_8),
                        sent.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "MetricsAccess[" + (metricsToken == null ? "admins" : "admins, a token") + "]";
    }
}
