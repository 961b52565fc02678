package app.touchline.cadence;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CadenceConfiguration {

    /** Mail writes a row with each page that is taken in; few rows are quickly summed. */
    @Bean
    RecurringTask<Void> tidyCadenceChanges(PastDays pastDays) {
        return Tasks.recurring("tidy-cadence-changes", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> pastDays.tidy());
    }
}
