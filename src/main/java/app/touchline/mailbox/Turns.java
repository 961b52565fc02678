package app.touchline.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
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
            for share
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Turns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the mailbox over from whoever had it; empty when it is not to be read now. */
    @Transactional
    public Optional<Turn> begin(long mailboxId) {
        var now = clock.instant();
        return jdbc.sql("""
                update mailbox
                set lease_epoch = lease_epoch + 1, round_started_at = coalesce(round_started_at, :now)
                where id = :mailbox and removed_at is null and not paused and acknowledged_at is not null
                  and state <> 'REAUTH_REQUIRED'
                returning id, lease_epoch, kind, host, port, tls, username, secret, floor, round, auth_failures,
                  fail_count, last_ok_at
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
                row.getString("kind"),
                row.getString("host"),
                row.getInt("port"),
                Tls.valueOf(row.getString("tls")),
                row.getString("username"),
                row.getBytes("secret"),
                row.getObject("floor", LocalDate.class),
                row.getLong("round"),
                row.getInt("auth_failures"),
                row.getInt("fail_count"),
                instant(row.getTimestamp("last_ok_at")),
                now);
    }

    boolean removed(long mailboxId) {
        return jdbc.sql("select count(*) from mailbox where id = :mailbox and removed_at is null")
                        .param("mailbox", mailboxId)
                        .query(Long.class)
                        .single()
                == 0;
    }

    boolean held(Turn turn) {
        return jdbc.sql(HELD)
                .param("mailbox", turn.mailboxId())
                .param("epoch", turn.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Every folder was looked at: all mail that was there when the round began is in. */
    @Transactional
    public void readToTheEnd(Turn turn) {
        if (held(turn))
            jdbc.sql("""
                    update mailbox set last_ok_at = round_started_at, round_started_at = null, round = round + 1
                    where id = :mailbox and round = :round
                    """)
                    .param("mailbox", turn.mailboxId())
                    .param("round", turn.round())
                    .update();
    }

    @Transactional
    public void signedIn(Turn turn) {
        if (turn.authFailures() > 0 && held(turn))
            jdbc.sql("update mailbox set auth_failures = 0 where id = :mailbox")
                    .param("mailbox", turn.mailboxId())
                    .update();
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

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
