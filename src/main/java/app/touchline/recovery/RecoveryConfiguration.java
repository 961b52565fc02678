package app.touchline.recovery;

import java.time.Duration;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecoveryConfiguration {

    /** A recovery touch that is assigned while the touch that closes it is being noted sees it a moment later. */
    @Bean
    RecurringTask<Void> closeRecoveryTouches(RecoveryUpkeep upkeep) {
        return Tasks.recurring("close-recovery-touches", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> upkeep.recent());
    }

    @Bean
    RecurringTask<Void> checkRecoveryTouches(RecoveryUpkeep upkeep) {
        return Tasks.recurring("check-recovery-touches", new Daily(LocalTime.of(3, 30)))
                .execute((instance, context) -> upkeep.differences());
    }
}
