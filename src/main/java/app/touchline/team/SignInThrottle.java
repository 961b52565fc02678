package app.touchline.team;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import com.google.common.hash.Hashing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static java.time.ZoneOffset.UTC;

/**
 * Slows down guessing at passwords, on all nodes together. It counts tries per client address, and per client address
 * and email; never per email alone, so that a stranger who fails on purpose keeps only himself out. A try is counted
 * before the password is looked at: many at once are still counted one by one.
 */
@Component
class SignInThrottle {

    static final int TRIES_PER_ADDRESS_AND_EMAIL = 8;
    static final int TRIES_PER_ADDRESS = 60;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts one try; says how long to wait if there were too many. */
    Optional<Duration> count(String email, String client) {
        var pair = count(pair(email, client), TRIES_PER_ADDRESS_AND_EMAIL);
        var address = count(network(client), TRIES_PER_ADDRESS);
        return pair.isPresent() && address.isPresent()
                ? Optional.of(pair.get().compareTo(address.get()) > 0 ? pair.get() : address.get())
                : pair.or(() -> address);
    }

    /** The try succeeded: it was no guess. */
    void forget(String email, String client) {
        jdbc.sql("delete from sign_in_tries where bucket = :bucket or since < :longAgo")
                .param("bucket", pair(email, client))
                .param("longAgo", clock.instant().minus(WINDOW).atOffset(UTC))
                .update();
        jdbc.sql("update sign_in_tries set tries = tries - 1 where bucket = :bucket and tries > 0")
                .param("bucket", network(client))
                .update();
    }

    private Optional<Duration> count(String bucket, int allowed) {
        var now = clock.instant();
        record Tries(int tries, OffsetDateTime since) {
            Instant until() {
                return since.toInstant().plus(WINDOW);
            }
        }
        var tries = jdbc.sql("""
                insert into sign_in_tries as t (bucket, tries, since) values (:bucket, 1, :now)
                on conflict (bucket) do update set
                    tries = case when t.since <= :windowStart then 1 else t.tries + 1 end,
                    since = case when t.since <= :windowStart then :now else t.since end
                returning tries, since
                """)
                .param("bucket", bucket)
                .param("now", now.atOffset(UTC))
                .param("windowStart", now.minus(WINDOW).atOffset(UTC))
                .query((row, index) -> new Tries(row.getInt("tries"), row.getObject("since", OffsetDateTime.class)))
                .single();
        return tries.tries() > allowed ? Optional.of(Duration.between(now, tries.until())) : Optional.empty();
    }

    /** Hashed, since what people type as their email is none of the database's business. */
    private static String pair(String email, String client) {
        return Hashing.sha256()
                .hashString(network(client) + " " + email, StandardCharsets.UTF_8)
                .toString();
    }

    /** One household or server has a whole /64 of IPv6 addresses to try from. */
    private static String network(String client) {
        try {
            return InetAddress.ofLiteral(client) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : client;
        } catch (IllegalArgumentException notAnAddress) {
            return client;
        }
    }
}
