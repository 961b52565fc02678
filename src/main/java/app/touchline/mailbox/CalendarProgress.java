package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the calendars of mailboxes are read. The caller holds the mailbox. */
@Component
class CalendarProgress {

    private final JdbcClient jdbc;
    private final Clock clock;

    CalendarProgress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param below up to when it is still to be read; null where all of it was
     * @param goal the directory's version for which it is being read
     * @param version for which all of it was read, from the floor on
     * @param downAt when that was
     */
    record At(
            @Nullable Instant below,
            long goal,
            long version,
            @Nullable LocalDate floor,
            @Nullable Instant downAt) {}

    /** Empty where nobody wants it read, or not yet again. */
    Optional<At> due(long mailboxId) {
        return jdbc.sql("""
                select k.below, coalesce(k.goal, 0) as goal, coalesce(k.version, 0) as version, k.floor,
                       k.down_at
                from mailbox m
                join mail_connection c on c.id = m.connection_id
                left join mailbox_calendar k on k.mailbox_id = m.id
                where m.id = :mailbox and m.kind = 'MICROSOFT_365' and c.meetings
                  and (k.due_at is null or k.due_at <= :now)
                """)
                .param("mailbox", mailboxId)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new At(
                        Turns.instant(row.getTimestamp("below")),
                        row.getLong("goal"),
                        row.getLong("version"),
                        row.getObject("floor", LocalDate.class),
                        Turns.instant(row.getTimestamp("down_at"))))
                .optional();
    }

    void set(long mailboxId, At at, @Nullable Instant due) {
        jdbc.sql("""
                insert into mailbox_calendar (mailbox_id, due_at, below, goal, version, floor, down_at, read_at)
                values (:mailbox, :due, :below, :goal, :version, :floor, :down, :now)
                on conflict (mailbox_id) do update
                set due_at = excluded.due_at, below = excluded.below, goal = excluded.goal, version = excluded.version,
                    floor = excluded.floor, down_at = excluded.down_at, read_at = excluded.read_at, last_error = null
                """)
                .param("mailbox", mailboxId)
                .param("due", timestamp(due))
                .param("below", timestamp(at.below()))
                .param("goal", at.goal())
                .param("version", at.version())
                .param("floor", at.floor())
                .param("down", timestamp(at.downAt()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void failed(long mailboxId, String words, Instant due) {
        jdbc.sql("""
                insert into mailbox_calendar (mailbox_id, due_at, last_error) values (:mailbox, :due, :words)
                on conflict (mailbox_id) do update set due_at = excluded.due_at, last_error = excluded.last_error
                """)
                .param("mailbox", mailboxId)
                .param("due", Timestamp.from(due))
                .param("words", words)
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /**
     * How the calendars of a tenant fare.
     *
     * @param read calendars that were read at all
     * @param mailboxes all of the tenant's
     */
    record Standing(
            int read,
            int mailboxes,
            @Nullable Instant lastAt,
            @Nullable String problem) {

        public String words() {
            return "The calendars of " + read + " of " + mailboxes + (mailboxes == 1 ? " mailbox" : " mailboxes")
                    + " are read";
        }
    }

    Standing of(long connectionId) {
        return jdbc.sql("""
                select count(k.read_at)::int as read, count(*)::int as mailboxes, max(k.read_at) as last_at,
                       max(k.last_error) as problem
                from mailbox m left join mailbox_calendar k on k.mailbox_id = m.id
                where m.connection_id = :connection and m.kind = 'MICROSOFT_365' and m.removed_at is null and not m.paused
                """)
                .param("connection", connectionId)
                .query((row, index) -> new Standing(
                        row.getInt("read"),
                        row.getInt("mailboxes"),
                        Turns.instant(row.getTimestamp("last_at")),
                        row.getString("problem")))
                .single();
    }
}
