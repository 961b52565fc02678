package app.touchline.answers;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnswersConfiguration {

    /** Each page of mail that is taken in leaves a mark; few are quickly summed. */
    @Bean
    RecurringTask<Void> tidyRecordChanges(Answers answers) {
        return Tasks.recurring("tidy-record-changes", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> answers.tidy());
    }
}
