package app.touchline.figures;

import java.time.Duration;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {

    /** Long enough for a whole programme after an upgrade, short enough that other jobs have their turn. */
    private static final int MOST_ROUNDS = 200;

    @Bean
    RecurringTask<Void> deriveActivities(ActivityUpkeep upkeep) {
        return Tasks.recurring("derive-activities", FixedDelay.of(Duration.ofSeconds(15)))
                .execute((instance, context) -> {
                    for (int round = 0; round < MOST_ROUNDS && upkeep.some(); round++) continue;
                });
    }

    /** Stored beside recomputed: a difference is a fault of ours, and is said as one. */
    @Bean
    RecurringTask<Void> checkActivities(ActivityUpkeep upkeep) {
        return Tasks.recurring("check-activities", new Daily(LocalTime.of(3, 30)))
                .execute((instance, context) -> upkeep.differences());
    }
}
