package app.touchline.response;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what waits for our answer. */
@Component
public class WaitingReplies {

    private final JdbcClient jdbc;
    private final ReplyRule rule;

    WaitingReplies(JdbcClient jdbc, ReplyRule rule) {
        this.jdbc = jdbc;
        this.rule = rule;
    }

    /** To how many of the partners that this person owns a reply is owed, whatever the number of threads. */
    public int owedBy(long ownerId, Instant now) {
        return rule.bounds(now)
                .of(jdbc.sql("""
                        select count(distinct r.partner_id) from response r
                        where r.partner_id in (select id from partner where owner_id = :owner and archived_at is null) and
                        """ + ReplyState.OWED.condition()))
                .param("owner", ownerId)
                .query(Integer.class)
                .single();
    }
}
