package app.touchline.touch;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/**
 * What people noted or decided about a partner that went into another one follows at once; captured mail follows as it is
 * matched anew.
 */
@Component
class MergedTouches {

    private final JdbcClient jdbc;
    private final TouchStore store;
    private final LastTouches lastTouches;

    MergedTouches(JdbcClient jdbc, TouchStore store, LastTouches lastTouches) {
        this.jdbc = jdbc;
        this.store = store;
        this.lastTouches = lastTouches;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        store.lock();
        jdbc.sql("update touch_ruling set partner_id = :into where partner_id = :away")
                .param("into", merged.into())
                .param("away", merged.away())
                .update();
        var noted = jdbc.sql("""
                select distinct p.touch_id from touch_party p
                where p.partner_id = :away and not exists (select from touch_sighting s where s.touch_id = p.touch_id)
                """)
                .param("away", merged.away())
                .query((row, index) -> row.getLong("touch_id"))
                .list();
        jdbc.sql("""
                with gone as (
                    delete from touch_party where partner_id = :away and touch_id = any(:noted)
                    returning touch_id, address, role, contact_id, matched_by, candidate)
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by, candidate)
                select touch_id, :into, address, role, contact_id, matched_by, candidate from gone
                on conflict do nothing
                """)
                .param("away", merged.away())
                .param("into", merged.into())
                .param("noted", noted.toArray(Long[]::new))
                .update();
        noted.forEach(store::recount);
        lastTouches.renew(List.of(merged.away(), merged.into()));
    }
}
