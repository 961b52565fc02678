package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many mailboxes of one tenant are read at once, on all nodes together: half as many as soon as Microsoft 365 asks for a
 * pause, one more with each minute that it does not. Also keeps them all waiting while the tenant's sign-in asks for that, or
 * a person must enter a new credential.
 */
@Component
class TenantGate {

    private static final Logger log = LoggerFactory.getLogger(TenantGate.class);

    static final int AT_FIRST = 8;
    private static final int MOST = 16;

    /** Several mailboxes that are turned away in one moment count as one sign. */
    static final Duration ONE_SIGN = Duration.ofSeconds(10);

    /** A node that died in a mailbox holds its place no longer than this beyond a turn's time. */
    private static final Duration BEYOND_A_TURN = Duration.ofMinutes(4);

    private final JdbcClient jdbc;
    private final MailboxSettings limits;
    private final Clock clock;

    TenantGate(JdbcClient jdbc, MailboxSettings limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    private record Standing(
            MailConnection.State state, @Nullable Instant notBefore, int allowed, int reading) {}

    /** Lets a mailbox in, or says when to come again. A mailbox of no tenant is always let in. */
    @Transactional
    public @Nullable Slice turnedAway(long mailboxId) {
        var now = clock.instant();
        var standing = jdbc.sql("""
                select c.state, c.not_before,
                       least(:most, c.concurrency + greatest(0, extract(epoch from cast(:now as timestamptz) - c.concurrency_at)) / 60)::int
                         as allowed,
                       (select count(*) from mailbox other
                        where other.connection_id = c.id and other.id <> m.id and other.reading_until > :now) as reading
                from mailbox m join mail_connection c on c.id = m.connection_id
                where m.id = :mailbox
                for update of c
                """)
                .param("most", MOST)
                .param("now", Timestamp.from(now))
                .param("mailbox", mailboxId)
                .query((row, index) -> new Standing(
                        MailConnection.State.valueOf(row.getString("state")),
                        Turns.instant(row.getTimestamp("not_before")),
                        row.getInt("allowed"),
                        row.getInt("reading")))
                .optional();
        if (standing.isEmpty()) return null;
        var at = standing.get();
        if (at.state == MailConnection.State.REAUTH_REQUIRED) return new Slice.Resting();
        if (at.notBefore != null && at.notBefore.isAfter(now))
            return new Slice.Later(Duration.between(now, at.notBefore).plus(upTo(Duration.ofSeconds(5))));
        if (at.reading >= at.allowed)
            return new Slice.Later(Duration.ofSeconds(2).plus(upTo(Duration.ofSeconds(4))));
        jdbc.sql("update mailbox set reading_until = :until where id = :mailbox")
                .param("until", Timestamp.from(now.plus(limits.slice()).plus(BEYOND_A_TURN)))
                .param("mailbox", mailboxId)
                .update();
        return null;
    }

    private static Duration upTo(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis()));
    }

    @Transactional
    public void left(long mailboxId) {
        jdbc.sql("update mailbox set reading_until = null where id = :mailbox and reading_until is not null")
                .param("mailbox", mailboxId)
                .update();
    }

    /** Microsoft 365 asked for a pause. */
    @Transactional
    public void slowDown(long connectionId) {
        var now = clock.instant();
        jdbc.sql("""
                update mail_connection
                set concurrency = greatest(1,
                      least(:most, concurrency + greatest(0, extract(epoch from cast(:now as timestamptz) - concurrency_at)) / 60)::int / 2),
                    concurrency_at = :now
                where id = :connection and concurrency_at <= :before
                """)
                .param("most", MOST)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(ONE_SIGN)))
                .param("connection", connectionId)
                .update();
    }

    /**
     * The tenant's sign-in asked for a pause: nobody asks it again before. The longer it goes on asking, the longer the
     * pause; those who were turned away together are one sign.
     *
     * @param asked null where it did not say how long
     * @return how long from now
     */
    @Transactional
    public Duration closedFor(long connectionId, @Nullable Duration asked) {
        var now = clock.instant();
        record Busy(int times, @Nullable Instant until) {}
        var at = jdbc.sql("select busy_count, not_before from mail_connection where id = :connection for update")
                .param("connection", connectionId)
                .query((row, index) ->
                        new Busy(row.getInt("busy_count"), Turns.instant(row.getTimestamp("not_before"))))
                .single();
        if (at.until != null && at.until.isAfter(now)) return Duration.between(now, at.until);
        var wait = AfterTrouble.pause(asked, at.times);
        jdbc.sql("update mail_connection set not_before = :until, busy_count = busy_count + 1 where id = :connection")
                .param("until", Timestamp.from(now.plus(wait)))
                .param("connection", connectionId)
                .update();
        return wait;
    }

    /** The tenant's sign-in gave a token. */
    @Transactional
    public void signedIn(long connectionId) {
        jdbc.sql("update mail_connection set busy_count = 0 where id = :connection and busy_count > 0")
                .param("connection", connectionId)
                .update();
    }

    /** The credential is not accepted: all mailboxes of the tenant wait, with all that they have, for a new one. */
    @Transactional
    public void closed(long connectionId, String words) {
        var now = Timestamp.from(clock.instant());
        int news = jdbc.sql("""
                update mail_connection set state = 'REAUTH_REQUIRED', last_error = :words, last_error_at = :now
                where id = :connection and state <> 'REAUTH_REQUIRED'
                """)
                .param("words", words)
                .param("now", now)
                .param("connection", connectionId)
                .update();
        jdbc.sql("""
                update mailbox
                set state = 'REAUTH_REQUIRED', last_error = :words, last_error_at = :now, not_before = null
                where connection_id = :connection and removed_at is null
                """)
                .param("words", words)
                .param("now", now)
                .param("connection", connectionId)
                .update();
        if (news == 1) log.error("Connection {}: an admin must enter a new credential", connectionId);
    }

    /** A new credential was entered. The mailboxes that waited for it. */
    List<Long> opened(long connectionId) {
        return jdbc.sql("""
                update mailbox
                set state = 'WAITING', last_error = null, last_error_at = null, not_before = null, throttled_until = null,
                    fail_count = 0, auth_failures = 0
                where connection_id = :connection and removed_at is null
                returning id
                """)
                .param("connection", connectionId)
                .query((row, index) -> row.getLong("id"))
                .list();
    }

    boolean isUsed(long connectionId) {
        return jdbc.sql("select count(*) from mailbox where connection_id = :connection and removed_at is null")
                        .param("connection", connectionId)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
