package app.touchline.alert;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Asks every watch what stands; the job that does it every few seconds. */
@Component
class AlertRound {

    private static final Logger log = LoggerFactory.getLogger(AlertRound.class);

    private final ObjectProvider<AlertWatch> watches;
    private final Alerts alerts;

    AlertRound(ObjectProvider<AlertWatch> watches, Alerts alerts) {
        this.watches = watches;
        this.alerts = alerts;
    }

    @Bean
    static RecurringTask<Void> noticeAlerts(ObjectProvider<AlertRound> round) {
        return Tasks.recurring("notice-alerts", FixedDelay.of(Duration.ofSeconds(15)))
                .execute((task, context) -> round.getObject().go());
    }

    /** One watch that fails keeps none of the others from being asked. */
    void go() {
        for (var watch : watches) {
            try {
                alerts.keep(watch.kind(), watch.standing());
            } catch (RuntimeException e) {
                log.error("Alerts of kind {} could not be looked for", watch.kind(), e);
            }
        }
    }
}
