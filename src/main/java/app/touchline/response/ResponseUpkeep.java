package app.touchline.response;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.touch.StoredNumberChecks;

/**
 * Keeps the responses in step with the touches: what has become due is derived anew, a thread with a partner at a time,
 * so that nothing depends on the order in which mail was read. Can be killed at any moment and run twice.
 */
@Component
class ResponseUpkeep {

    private static final int AT_ONCE = 2_000;

    /**
     * The rule. Counted messages of one thread with one partner, by time; a turn is as many in a row as one side wrote;
     * its first message asks, the first message of the next turn answers, its last one waits until then.
     */
    private static final String DERIVED = """
            select partner_id, id as asked_touch_id, thread_id, side as asked_by, occurred_at as asked_at,
                   lead(id) over turns as answered_touch_id, lead(occurred_at) over turns as answered_at,
                   coalesce(lead(id_before) over turns, newest_id) as last_touch_id,
                   coalesce(lead(at_before) over turns, newest_at) as last_at
            from (
                select tp.partner_id, t.thread_id, t.id, t.occurred_at, t.message_key, t.variant,
                       case t.direction when 'RECEIVED' then 'THEM' else 'US' end as side,
                       lag(t.direction) over messages is distinct from t.direction as begins,
                       lag(t.id) over messages as id_before, lag(t.occurred_at) over messages as at_before,
                       last_value(t.id) over whole as newest_id, last_value(t.occurred_at) over whole as newest_at
                from touch t
                join touch_partner tp on tp.touch_id = t.id and tp.counts <> 'NO'
                where t.kind = 'EMAIL' and t.thread_id is not null ${which}
                window messages as (
                           partition by tp.partner_id, t.thread_id order by t.occurred_at, t.message_key, t.variant),
                       whole as (messages rows between unbounded preceding and unbounded following)
            ) message
            where begins
            window turns as (partition by partner_id, thread_id order by occurred_at, message_key, variant)
            """;

    private final JdbcClient jdbc;
    private final StoredNumberChecks checks;

    ResponseUpkeep(JdbcClient jdbc, StoredNumberChecks checks) {
        this.jdbc = jdbc;
        this.checks = checks;
    }

    /** True when there may be more. */
    @Transactional
    boolean some() {
        var due = jdbc.sql("""
                delete from response_due
                where ctid = any(array(select ctid from response_due limit :most for update skip locked))
                returning thread_id, partner_id
                """)
                .param("most", AT_ONCE)
                .query((row, index) -> new Due(row.getLong("thread_id"), row.getLong("partner_id")))
                .list();
        if (due.isEmpty()) return false;
        var distinct = due.stream().distinct().toList();
        var threads = distinct.stream().map(Due::threadId).toArray(Long[]::new);
        var partners = distinct.stream().map(Due::partnerId).toArray(Long[]::new);
        jdbc.sql("""
                delete from response r
                using unnest(cast(:threads as bigint[]), cast(:partners as bigint[])) as due (thread_id, partner_id)
                where r.thread_id = due.thread_id and r.partner_id = due.partner_id
                """).param("threads", threads).param("partners", partners).update();
        jdbc.sql("""
                insert into response (partner_id, asked_touch_id, thread_id, asked_by, asked_at, answered_touch_id, answered_at,
                                      last_touch_id, last_at)
                """ + DERIVED.replace("${which}", """
                        and (t.thread_id, tp.partner_id) in (
                            select * from unnest(cast(:threads as bigint[]), cast(:partners as bigint[])))
                        """))
                .param("threads", threads)
                .param("partners", partners)
                .update();
        return due.size() == AT_ONCE;
    }

    private record Due(long threadId, long partnerId) {}

    /** How many responses differ from what the touches say now, those that are due left out; each becomes due. */
    @Transactional
    int differences() {
        var differing = jdbc.sql("""
                with derived as (%s),
                differing as (
                    (select * from derived except select partner_id, asked_touch_id, thread_id, asked_by, asked_at,
                                                         answered_touch_id, answered_at, last_touch_id, last_at
                                                  from response)
                    union all
                    (select partner_id, asked_touch_id, thread_id, asked_by, asked_at, answered_touch_id, answered_at,
                            last_touch_id, last_at
                     from response except select * from derived)
                )
                insert into response_due (thread_id, partner_id)
                select distinct thread_id, partner_id from differing
                except select thread_id, partner_id from response_due
                returning thread_id
                """.formatted(DERIVED.replace("${which}", "")))
                .query(Long.class)
                .list()
                .size();
        checks.found("threads' responses", differing);
        return differing;
    }
}
