package app.touchline.mailbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReattributionJob {

    /** Long enough for tens of thousands of touches, short enough that other jobs have their turn. */
    private static final int MOST_STEPS = 100;

    @Bean
    RecurringTask<Void> matchTouchesAnew(Reattributing reattributing) {
        return Tasks.recurring("match-touches-anew", FixedDelay.ofSeconds(3))
                .execute((task, context) -> reattributing.run(MOST_STEPS));
    }
}
