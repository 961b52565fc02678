package app.touchline.team;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static java.time.ZoneOffset.UTC;

/**
 * Links that open one door once: to set up an empty programme, or to set a member's password. A link's token is known
 * only to whoever is handed it; here lies its hash.
 */
@Component
public class OneTimeLinks {

    /** How long a password link can be used. */
    static final Duration FOR_A_PASSWORD = Duration.ofHours(72);

    private static final Duration FOR_SET_UP = Duration.ofHours(24);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    OneTimeLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the token, which is not kept */
    String makeFor(long memberId) {
        endFor(memberId);
        return make(memberId, "SET_PASSWORD", FOR_A_PASSWORD);
    }

    /** @return the token of the one set-up link there is: an earlier one, perhaps of another node, opens no more */
    public String makeForSetUp() {
        return make(null, "SET_UP", FOR_SET_UP);
    }

    /** Whose password the link may set; empty if it was used, replaced, is too old or never was. */
    OptionalLong memberOf(String token) {
        return jdbc
                .sql("""
                select member_id from member_link
                where token_hash = :hash and purpose = 'SET_PASSWORD' and used_at is null and expires_at > :now
                """)
                .param("hash", hash(token))
                .param("now", clock.instant().atOffset(UTC))
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    public boolean opensSetUp(String token) {
        return jdbc.sql("""
                select exists (select from member_link
                where token_hash = :hash and purpose = 'SET_UP' and used_at is null and expires_at > :now)
                """)
                .param("hash", hash(token))
                .param("now", clock.instant().atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Uses the link up; false if somebody else was quicker. */
    boolean use(String token) {
        return jdbc.sql("""
                update member_link set used_at = :now
                where token_hash = :hash and used_at is null and expires_at > :now
                """)
                        .param("hash", hash(token))
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    void endFor(long memberId) {
        jdbc.sql("delete from member_link where member_id = :member and used_at is null")
                .param("member", memberId)
                .update();
    }

    void endSetUp() {
        jdbc.sql("delete from member_link where purpose = 'SET_UP'").update();
    }

    private String make(@Nullable Long memberId, String purpose, Duration lasts) {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        jdbc.sql("""
                insert into member_link (token_hash, member_id, purpose, expires_at)
                values (:hash, :member, :purpose, :expires)
                on conflict (purpose) where purpose = 'SET_UP' do update
                set token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null
                """)
                .param("hash", hash(token))
                .param("member", memberId)
                .param("purpose", purpose)
                .param("expires", clock.instant().plus(lasts).atOffset(UTC))
                .update();
        return token;
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
