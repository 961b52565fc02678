package app.touchline.mailbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the telling of new mail fares, for a tenant's page. */
@Component
class SubscriptionsReader {

    private final JdbcClient jdbc;

    SubscriptionsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param told mailboxes whose new mail is told
     * @param mailboxes all that are read
     * @param lastAt when something was told last
     * @param problem of one of those that are not told
     */
    record Told(
            int told,
            int mailboxes,
            @Nullable Instant lastAt,
            @Nullable String problem) {

        /** "12 of 14 mailboxes". */
        public String words() {
            return told + " of " + mailboxes + (mailboxes == 1 ? " mailbox" : " mailboxes");
        }
    }

    Told of(long connectionId) {
        return jdbc.sql("""
                select count(s.subscription_id)::int as told, count(*)::int as mailboxes, max(s.notified_at) as last_at,
                       max(s.last_error) as problem
                from mailbox m left join mailbox_subscription s on s.mailbox_id = m.id
                where m.connection_id = :connection and m.kind = 'MICROSOFT_365' and m.removed_at is null and not m.paused
                """)
                .param("connection", connectionId)
                .query((row, index) -> new Told(
                        row.getInt("told"),
                        row.getInt("mailboxes"),
                        Turns.instant(row.getTimestamp("last_at")),
                        row.getString("problem")))
                .single();
    }
}
