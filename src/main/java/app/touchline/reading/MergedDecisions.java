package app.touchline.reading;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/**
 * What the read in progress decided about a partner that went into another one holds for that one, unless something was
 * decided about it too. A tier or a pause was the other partner's own.
 */
@Component
class MergedDecisions {

    private final JdbcClient jdbc;

    MergedDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        jdbc.sql("""
                update weekly_decision d set partner_id = :into
                from weekly_read r
                where r.id = d.read_id and r.closed_at is null and d.partner_id = :away and d.taken_back_at is null
                  and d.kind in ('RECOVERY', 'SNOOZE')
                  and not exists (
                      select from weekly_decision o
                      where o.read_id = d.read_id and o.partner_id = :into and o.taken_back_at is null)
                """).param("away", merged.away()).param("into", merged.into()).update();
    }
}
