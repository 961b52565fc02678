package app.touchline.partner;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The snoozes of a partner that went into another one are that one's; where both are snoozed the one that runs longer goes
 * on.
 */
@Component
class MergedSnoozes {

    private final JdbcClient jdbc;

    MergedSnoozes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of two that run the shorter one ends with the start of the longer one, or its own: by whom the longer one is. */
    @EventListener
    void merged(PartnersMerged merged) {
        jdbc.sql("""
                update partner_snooze shorter
                set ended_at = greatest(shorter.began_at, longer.began_at), ended_by = longer.by_id
                from (
                    select began_at, by_id, id from partner_snooze
                    where partner_id in (:away, :into) and ended_at is null order by until desc, id limit 1
                ) longer
                where shorter.partner_id in (:away, :into) and shorter.ended_at is null and shorter.id <> longer.id
                """).param("away", merged.away()).param("into", merged.into()).update();
        jdbc.sql("update partner_snooze set partner_id = :into where partner_id = :away")
                .param("away", merged.away())
                .param("into", merged.into())
                .update();
    }
}
