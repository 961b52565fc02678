package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who reads a mailbox, and how it went: the lease and what each turn leaves on the mailbox. */
@Component
class Turns {

    /** Holds off the next reader's lease until this transaction ends; no row when the mailbox is not ours any more. */
    private static final String HELD = """
            select 1 from mailbox
            where id = :mailbox and lease_epoch = :epoch and removed_at is null and not paused
              and (""" + TablesAtStart.RANK + """
            ) = :rank
            for share
            """;

    private final JdbcClient jdbc;
    private final TablesAtStart tables;
    private final Clock clock;

    Turns(JdbcClient jdbc, TablesAtStart tables, Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.clock = clock;
    }

    /** A newer node has upgraded the tables: reading is for its kind now. */
    boolean areOverForThisNode() {
        return tables.areUpgraded();
    }

    /** Takes the mailbox over from whoever had it; empty when it is not to be read now. */
    @Transactional
    public Optional<Turn> begin(long mailboxId) {
        var now = clock.instant();
        return jdbc.sql("""
                update mailbox
                set lease_epoch = lease_epoch + 1, round_started_at = coalesce(round_started_at, :now)
                where id = :mailbox and removed_at is null and not paused and acknowledged_at is not null
                  and (state <> 'REAUTH_REQUIRED'
                       or connection_id is not null and (not_before <= :now or check_asked_at > last_error_at))
                  and (throttled_until is null or throttled_until <= :now)
                returning id, lease_epoch, address, connection_id, host, port, tls, username, secret, trusted_pem,
                  trusted_alone, floor, round,
                  auth_failures, fail_count, last_ok_at
                """)
                .param("mailbox", mailboxId)
                .param("now", Timestamp.from(now))
                .query((row, index) -> turn(row, now))
                .optional();
    }

    private static Turn turn(ResultSet row, Instant now) throws SQLException {
        return new Turn(
                row.getLong("id"),
                row.getLong("lease_epoch"),
                row.getString("address"),
                door(row),
                row.getObject("floor", LocalDate.class),
                row.getLong("round"),
                row.getInt("auth_failures"),
                row.getInt("fail_count"),
                instant(row.getTimestamp("last_ok_at")),
                now);
    }

    private static Door door(ResultSet row) throws SQLException {
        var connection = row.getObject("connection_id", Long.class);
        if (connection != null && row.getString("host") == null) return new Door.InTenant(connection);
        var trusted = row.getString("trusted_pem");
        return new Door.Server(
                row.getString("host"),
                row.getInt("port"),
                Tls.valueOf(row.getString("tls")),
                row.getString("username"),
                row.getBytes("secret"),
                connection,
                trusted == null ? null : new Authority(trusted, row.getBoolean("trusted_alone")));
    }

    boolean removed(long mailboxId) {
        return jdbc.sql("select count(*) from mailbox where id = :mailbox and removed_at is null")
                        .param("mailbox", mailboxId)
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** Whether what this turn found may still be written. */
    boolean held(Turn turn) {
        return jdbc.sql(HELD)
                .param("mailbox", turn.mailboxId())
                .param("rank", tables.rank())
                .param("epoch", turn.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether another mailbox is due and nobody has come to it yet. */
    boolean keepsOthersWaiting(Turn turn) {
        return jdbc.sql("""
                select exists (select from scheduled_tasks
                               where task_name = :job and not picked and execution_time <= :now and task_instance <> :mailbox)
                """)
                .param("job", MailboxJob.NAME)
                .param("now", Timestamp.from(clock.instant()))
                .param("mailbox", String.valueOf(turn.mailboxId()))
                .query(Boolean.class)
                .single();
    }

    /**
     * Every folder was looked at: all mail that was there when the round began is in.
     *
     * @return when the round began; an earlier turn may have begun it. Null when this turn is over
     */
    @Transactional
    public @Nullable Instant readToTheEnd(Turn turn) {
        if (!held(turn)) return null;
        return jdbc.sql("""
                update mailbox set last_ok_at = round_started_at, round_started_at = null, round = round + 1
                where id = :mailbox and round = :round
                returning last_ok_at
                """)
                .param("mailbox", turn.mailboxId())
                .param("round", turn.round())
                .query((row, index) -> row.getTimestamp("last_ok_at").toInstant())
                .optional()
                .orElse(null);
    }

    /** Signed in, and the mailbox is there. */
    @Transactional
    public void signedIn(Turn turn) {
        if (held(turn)) jdbc.sql("""
                    update mailbox set auth_failures = 0, gone_count = 0, gone_since = null
                    where id = :mailbox and (auth_failures > 0 or gone_count > 0)
                    """).param("mailbox", turn.mailboxId()).update();
    }

    /** The turn ended without trouble. True when a person asked for a check while it went on. */
    @Transactional
    public boolean finished(Turn turn, boolean allRead, @Nullable Integer perMinute) {
        if (!held(turn)) return false;
        return jdbc.sql("""
                update mailbox
                set state = :state, fail_count = 0, not_before = null, last_error = null, last_error_at = null,
                    per_minute = case when :perMinute::int is null then per_minute
                                      when per_minute is null then :perMinute::int
                                      else (2 * per_minute + :perMinute::int) / 3 end
                where id = :mailbox
                returning coalesce(check_asked_at > :startedAt, false)
                """)
                .param("state", allRead ? "LIVE" : "BACKFILL")
                .param("perMinute", perMinute)
                .param("mailbox", turn.mailboxId())
                .param("startedAt", Timestamp.from(turn.startedAt()))
                .query(Boolean.class)
                .single();
    }

    /** The turn ended in trouble; everything committed stays, and so do the cursors. */
    @Transactional
    public void failed(Turn turn, Mailbox.State state, String words, @Nullable Instant notBefore, boolean signIn) {
        if (held(turn))
            jdbc.sql("""
                    update mailbox
                    set state = :state, last_error = :words, last_error_at = :now, not_before = :notBefore,
                        fail_count = fail_count + 1, auth_failures = auth_failures + :signIn
                    where id = :mailbox
                    """)
                    .param("state", state.name())
                    .param("words", words)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("notBefore", notBefore == null ? null : Timestamp.from(notBefore))
                    .param("signIn", signIn ? 1 : 0)
                    .param("mailbox", turn.mailboxId())
                    .update();
    }

    /** The server asked to be left alone until then; not even a person's wish comes before that. */
    @Transactional
    public void throttled(Turn turn, Instant until) {
        if (held(turn))
            jdbc.sql("update mailbox set throttled_until = :until where id = :mailbox")
                    .param("until", Timestamp.from(until))
                    .param("mailbox", turn.mailboxId())
                    .update();
    }

    /** The mailbox is not there once more; gone, when that was so often and for long. */
    @Transactional
    public Mailbox.State notThere(Turn turn, int often, Duration forLong) {
        if (!held(turn)) return Mailbox.State.GONE_SUSPECT;
        var now = clock.instant();
        boolean gone = jdbc.sql("""
                update mailbox set gone_count = gone_count + 1, gone_since = coalesce(gone_since, :now)
                where id = :mailbox
                returning gone_count >= :often and gone_since <= :before
                """)
                .param("now", Timestamp.from(now))
                .param("often", often)
                .param("before", Timestamp.from(now.minus(forLong)))
                .param("mailbox", turn.mailboxId())
                .query(Boolean.class)
                .single();
        return gone ? Mailbox.State.GONE : Mailbox.State.GONE_SUSPECT;
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
