package app.touchline.testing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Human touches written row by row, for pages that only show them: when they came to be known is the test's to say. */
@TestComponent
public class TouchRows {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final JdbcClient jdbc;

    TouchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An email from us. */
    public void sent(long partnerId, Instant at) {
        touch(partnerId, at, at, "SENT", "ALWAYS");
    }

    /** An email from them, known here at {@code notedAt}. */
    public void received(long partnerId, Instant at, Instant notedAt) {
        touch(partnerId, at, notedAt, "RECEIVED", "IF_EITHER");
    }

    private void touch(long partnerId, Instant at, Instant notedAt, String direction, String counts) {
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, created_at)
                values (:key, 'EMAIL', 'HUMAN', 'human', :direction, :at, 'somebody@somewhere.test', :notedAt) returning id
                """)
                .param("key", "touch-row-" + COUNT.incrementAndGet())
                .param("direction", direction)
                .param("at", Timestamp.from(at))
                .param("notedAt", Timestamp.from(notedAt))
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into touch_partner (touch_id, partner_id, occurred_at, counts) values (:touch, :partner, :at, :counts)
                """)
                .param("touch", touch)
                .param("partner", partnerId)
                .param("at", Timestamp.from(at))
                .param("counts", counts)
                .update();
        jdbc.sql("""
                insert into partner_last_touch (partner_id, last_always, last_either)
                select partner_id, max(occurred_at) filter (where counts = 'ALWAYS'), max(occurred_at)
                from touch_partner where partner_id = :partner and counts <> 'NO' group by partner_id
                on conflict (partner_id) do update
                set last_always = excluded.last_always, last_either = excluded.last_either
                """).param("partner", partnerId).update();
    }
}
