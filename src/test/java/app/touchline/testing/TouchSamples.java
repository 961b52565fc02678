package app.touchline.testing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.partner.Partner;

/** Touches for tests that only read them: rows as the intake leaves them, without mail. */
@TestComponent
public class TouchSamples {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final JdbcClient jdbc;

    TouchSamples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A mail of ours to the partner: counts under either setting. */
    public long sent(Partner partner, Instant at) {
        return touch(partner, at, "SENT", "ALWAYS");
    }

    /** A mail of theirs: counts only where either direction does. */
    public long received(Partner partner, Instant at) {
        return touch(partner, at, "RECEIVED", "IF_EITHER");
    }

    private long touch(Partner partner, Instant at, String direction, String counts) {
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, created_at)
                values (:key, 'EMAIL', 'HUMAN', 'human', :direction, :at, 'someone@ours.test', :at) returning id
                """)
                .param("key", "sample-touch-" + COUNT.incrementAndGet())
                .param("direction", direction)
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
        jdbc.sql("insert into touch_partner (touch_id, partner_id, occurred_at, counts) values (?, ?, ?, ?)")
                .params(touch, partner.id(), Timestamp.from(at), counts)
                .update();
        jdbc.sql("""
                insert into partner_last_touch (partner_id, last_always, last_either)
                select partner_id, max(occurred_at) filter (where counts = 'ALWAYS'),
                       max(occurred_at) filter (where counts in ('ALWAYS', 'IF_EITHER'))
                from touch_partner where partner_id = :partner group by partner_id
                on conflict (partner_id) do update
                set last_always = excluded.last_always, last_either = excluded.last_either
                """).param("partner", partner.id()).update();
        return touch;
    }
}
