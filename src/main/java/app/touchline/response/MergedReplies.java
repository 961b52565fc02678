package app.touchline.response;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/** What needed no reply with a partner needs none with the one it went into. */
@Component
class MergedReplies {

    private final JdbcClient jdbc;

    MergedReplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        jdbc.sql("""
                insert into reply_dismissal (touch_id, partner_id, by_id, at)
                select touch_id, :into, by_id, at from reply_dismissal where partner_id = :away
                on conflict do nothing
                """).param("into", merged.into()).param("away", merged.away()).update();
        jdbc.sql("delete from reply_dismissal where partner_id = :away")
                .param("away", merged.away())
                .update();
    }
}
