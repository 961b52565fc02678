package app.touchline.touch;

import java.util.Collection;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest counted touch of each partner, under either setting; always taken from the touches, as it may also fall. */
@Component
class LastTouches {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    LastTouches(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    void renew(Collection<Long> partnerIds) {
        if (partnerIds.isEmpty()) return;
        jdbc.sql("""
                insert into partner_last_touch (partner_id, last_always, last_either)
                select p.id,
                       (select max(occurred_at) from touch_partner where partner_id = p.id and counts = 'ALWAYS'),
                       (select max(occurred_at) from touch_partner where partner_id = p.id and counts in ('ALWAYS', 'IF_EITHER'))
                from unnest(cast(:ids as bigint[])) as p (id)
                on conflict (partner_id)
                do update set last_always = excluded.last_always, last_either = excluded.last_either
                """).param("ids", partnerIds.toArray(Long[]::new)).update();
        events.publishEvent(TouchesChanged.with(partnerIds));
    }
}
