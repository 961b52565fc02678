package app.touchline.touch;

import java.util.Collection;
import java.util.HashSet;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.partner.OwnersChanged;

/**
 * The credit for received mail on which none of our people is named: it goes to those who owned, on its day in the
 * programme's zone, the partners who wrote, else the partners who were copied. Always taken from the partners' history,
 * which may be dated back.
 */
@Component
class OwnerCredits {

    private final TouchStore store;
    private final JdbcClient jdbc;

    OwnerCredits(TouchStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    @EventListener
    void ownersChanged(OwnersChanged changed) {
        store.lock();
        renew(new HashSet<>(jdbc.sql("select touch_id from touch_party where partner_id = any(:partners)")
                .param("partners", changed.partnerIds().toArray(Long[]::new))
                .query(Long.class)
                .list()));
    }

    /** Writes only what is different; the caller holds the lock of those who write touches. */
    void renew(Collection<Long> touchIds) {
        if (touchIds.isEmpty()) return;
        jdbc.sql("""
                with party as materialized (
                    select touch_id, partner_id, role from touch_party where touch_id = any(:ids) and not candidate),
                due as (
                    select distinct t.id as touch_id, owner.owner_id
                    from programme, touch t
                    join party p on p.touch_id = t.id
                    cross join lateral (
                        select o.owner_id from partner_owner o
                        where o.partner_id = p.partner_id
                          and (o.since is null or o.since <= (t.occurred_at at time zone programme.zone)::date)
                        order by o.since desc nulls last limit 1) owner
                    where t.id = any(:ids) and t.direction = 'RECEIVED' and owner.owner_id is not null
                      and (p.role = 'FROM' or not exists (
                          select from party wrote where wrote.touch_id = t.id and wrote.role = 'FROM'))
                      and not exists (
                          select from touch_credit named where named.touch_id = t.id and named.why <> 'PARTNER_OWNER')),
                past as (
                    delete from touch_credit c
                    where c.touch_id = any(:ids) and c.why = 'PARTNER_OWNER'
                      and not exists (select from due where due.touch_id = c.touch_id and due.owner_id = c.member_id))
                insert into touch_credit (touch_id, member_id, why)
                select touch_id, owner_id, 'PARTNER_OWNER' from due
                on conflict do nothing
                """).param("ids", touchIds.toArray(Long[]::new)).update();
    }
}
