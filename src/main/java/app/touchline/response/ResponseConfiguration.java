package app.touchline.response;

import java.time.Duration;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

    /** Long enough for thousands of threads, short enough that other jobs have their turn. */
    private static final int MOST_ROUNDS = 50;

    @Bean
    RecurringTask<Void> deriveResponses(ResponseUpkeep upkeep) {
        return Tasks.recurring("derive-responses", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> {
                    for (int round = 0; round < MOST_ROUNDS && upkeep.some(); round++) continue;
                });
    }

    /** Stored beside recomputed: a difference is a fault of ours, and is said as one. */
    @Bean
    RecurringTask<Void> checkResponses(ResponseUpkeep upkeep) {
        return Tasks.recurring("check-responses", new Daily(LocalTime.of(3, 20)))
                .execute((instance, context) -> upkeep.differences());
    }
}
