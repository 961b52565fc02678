package app.touchline.deal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.hours.WorkingTime;
import app.touchline.hours.WorkingTimeChanged;
import app.touchline.hours.WorkingTimeReader;

/**
 * By when registrations are to be decided: so many of the programme's working days after they came in or wait anew. When the
 * days, the hours, days off or the zone change, what waits follows.
 */
@Component
public class DecisionClock {

    private final JdbcClient jdbc;
    private final WorkingTimeReader hours;

    DecisionClock(JdbcClient jdbc, WorkingTimeReader hours) {
        this.jdbc = jdbc;
        this.hours = hours;
    }

    /** How many working days a decision may take. */
    public int days() {
        return jdbc.sql("select decision_days from deal_rules")
                .query(Integer.class)
                .single();
    }

    Instant due(Instant since) {
        return due(hours.current(), days(), since);
    }

    static Instant due(WorkingTime time, int days, Instant since) {
        return time.afterDays(since, days);
    }

    @Bean
    static RecurringTask<Void> followDecisionClock(ObjectProvider<DecisionClock> decisions) {
        return Tasks.recurring("follow-decision-clock", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> decisions.getObject().follow());
    }

    @EventListener
    void workingTimeChanged(WorkingTimeChanged changed) {
        follow();
    }

    private record Waiting(long id, Instant since, Instant due) {}

    /** Puts right when what waits is due; answers how many were otherwise. */
    @Transactional
    public int follow() {
        var waiting = jdbc.sql("""
                select d.id, d.decision_due_at,
                       (select max(e.at) from deal_event e where e.deal_id = d.id and e.kind in ('REGISTERED', 'DECIDED_ANEW'))
                           as since
                from deal d where d.standing = 'WAITING' for update of d
                """)
                .query((row, index) -> new Waiting(
                        row.getLong("id"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("decision_due_at", OffsetDateTime.class).toInstant()))
                .list();
        if (waiting.isEmpty()) return 0;
        var time = hours.current();
        var days = days();
        var others = 0;
        for (var deal : waiting) {
            var due = due(time, days, deal.since());
            if (due.equals(deal.due())) continue;
            jdbc.sql("update deal set decision_due_at = :due where id = :id")
                    .param("due", due.atOffset(ZoneOffset.UTC))
                    .param("id", deal.id())
                    .update();
            others++;
        }
        return others;
    }
}
