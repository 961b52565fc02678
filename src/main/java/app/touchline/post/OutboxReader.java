package app.touchline.post;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How things stand in the outbox. */
@Component
public class OutboxReader {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;

    OutboxReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message on the page.
     *
     * @param next when it is tried again; of those that wait
     */
    record Line(
            long id,
            String toAddress,
            String subject,
            String state,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable Instant next,
            @Nullable String lastError) {

        public boolean failed() {
            return state.equals("FAILED");
        }

        public boolean sent() {
            return state.equals("SENT");
        }
    }

    /** Those that need eyes first, then the newest. */
    List<Line> lines() {
        return jdbc.sql("""
                select id, to_address, subject, state, created_at, sent_at, last_error,
                       case when state = 'WAITING' and tries > 0 then not_before end as next
                from outgoing_mail
                order by state = 'SENT', state <> 'FAILED', id desc limit :shown
                """)
                .param("shown", SHOWN)
                .query((row, index) -> new Line(
                        row.getLong("id"),
                        row.getString("to_address"),
                        row.getString("subject"),
                        row.getString("state"),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("sent_at")),
                        instant(row.getTimestamp("next")),
                        row.getString("last_error")))
                .list();
    }

    /** How many messages are in this state: WAITING, SENDING, FAILED. */
    public long count(String state) {
        return jdbc.sql("select count(*) from outgoing_mail where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
