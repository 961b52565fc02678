package app.touchline.touch;

import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The stored last touches beside those that the touches give, every night. */
@Component
class LastTouchCheck {

    private final JdbcClient jdbc;
    private final TouchStore store;
    private final LastTouches lastTouches;
    private final StoredNumberChecks checks;

    LastTouchCheck(JdbcClient jdbc, TouchStore store, LastTouches lastTouches, StoredNumberChecks checks) {
        this.jdbc = jdbc;
        this.store = store;
        this.lastTouches = lastTouches;
        this.checks = checks;
    }

    @Bean
    static RecurringTask<Void> checkLastTouches(ObjectProvider<LastTouchCheck> check) {
        return Tasks.recurring("check-last-touches", new Daily(LocalTime.of(3, 10)))
                .execute((instance, context) -> check.getObject().go());
    }

    /** While it compares, no touch is written. */
    @Transactional
    void go() {
        store.lock();
        var differing = jdbc.sql("""
                select p.id
                from partner p
                left join (
                    select partner_id, max(occurred_at) filter (where counts = 'ALWAYS') as last_always,
                           max(occurred_at) as last_either
                    from touch_partner where counts <> 'NO' group by partner_id) derived on derived.partner_id = p.id
                left join partner_last_touch stored on stored.partner_id = p.id
                where (stored.last_always, stored.last_either) is distinct from (derived.last_always, derived.last_either)
                """).query((row, index) -> row.getLong("id")).list();
        lastTouches.renew(differing);
        checks.found("last touches of partners", differing.size());
    }
}
