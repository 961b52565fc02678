package app.touchline.agenda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.team.SignedIn;

/**
 * Secret addresses of calendars: {@code 17-‹secret›.ics}. A new one takes the place of the former; the secret is known only
 * to whom it was shown, here lies its hash.
 */
@Service
class CalendarAddresses {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-([\\w-]{43})\\.ics");

    /** That a calendar is read is told this exactly, so that reading it does not mean writing each time. */
    private static final Duration TOLD_EVERY = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    CalendarAddresses(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param readAt when a program last asked, to a quarter of an hour; null for never */
    record Made(Instant madeAt, @Nullable Instant readAt) {}

    Optional<Made> of(long memberId) {
        return jdbc.sql("select made_at, read_at from calendar_address where member_id = :member")
                .param("member", memberId)
                .query((row, index) -> {
                    var read = row.getTimestamp("read_at");
                    return new Made(row.getTimestamp("made_at").toInstant(), read == null ? null : read.toInstant());
                })
                .optional();
    }

    /** The calendar's file name, which is shown once; empty where the same form was sent before. */
    @Transactional
    public Optional<String> make(SignedIn me, UUID formKey) {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var made = jdbc.sql("""
                insert into calendar_address (member_id, token_hash, form_key, made_at)
                values (:member, :hash, :key, :now)
                on conflict (member_id) do update
                set token_hash = excluded.token_hash, form_key = excluded.form_key, made_at = excluded.made_at, read_at = null
                where calendar_address.form_key <> excluded.form_key
                """)
                .param("member", me.id())
                .param("hash", hash(token))
                .param("key", formKey)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (made == 0) return Optional.empty();
        audit.note(me.who(), "made a calendar address", about(me), Map.of());
        return Optional.of(me.id() + "-" + token + ".ics");
    }

    /** From now on nothing is found under it. */
    @Transactional
    public void revoke(SignedIn me) {
        var revoked = jdbc.sql("delete from calendar_address where member_id = :member")
                .param("member", me.id())
                .update();
        if (revoked == 1) audit.note(me.who(), "revoked the calendar address", about(me), Map.of());
    }

    /** Whose calendar it is, if the secret is right; a wrong one takes as long as none. */
    OptionalLong memberOf(String fileName) {
        var name = NAME.matcher(fileName);
        if (!name.matches()) return OptionalLong.empty();
        var member = Long.parseLong(name.group(1));
        var stored = jdbc.sql("""
                select c.token_hash from calendar_address c join member m on m.id = c.member_id
                where c.member_id = :member and m.active
                """)
                .param("member", member)
                .query(byte[].class)
                .optional()
                .orElse(new byte[32]);
        return MessageDigest.isEqual(stored, hash(name.group(2))) ? OptionalLong.of(member) : OptionalLong.empty();
    }

    void wasRead(long memberId) {
        var now = clock.instant();
        jdbc.sql("""
                update calendar_address set read_at = :now
                where member_id = :member and (read_at is null or read_at < :before)
                """)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(TOLD_EVERY)))
                .param("member", memberId)
                .update();
    }

    private static About about(SignedIn me) {
        return new About("member", me.id(), me.name());
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
