package app.touchline.pipeline;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Makes actions of stalled deals by itself where the programme's rule says so: the job that does it every ten minutes. */
@Component
class StalledRound {

    private static final Logger log = LoggerFactory.getLogger(StalledRound.class);

    private final StalledDeals deals;

    StalledRound(StalledDeals deals) {
        this.deals = deals;
    }

    @Bean
    static RecurringTask<Void> actOnStalledDeals(ObjectProvider<StalledRound> round) {
        return Tasks.recurring("act-on-stalled-deals", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((task, context) -> round.getObject().go());
    }

    /** One deal that cannot be done keeps none of the others back; it is tried again with the next round. */
    void go() {
        for (var id : deals.waiting())
            try {
                deals.actByItself(id);
            } catch (RuntimeException e) {
                log.error("Deal {}, which is stalled, could not be made an action", id, e);
            }
    }
}
