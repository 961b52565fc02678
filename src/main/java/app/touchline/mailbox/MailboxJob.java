package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job of each mailbox: one row in the scheduler's table, which moves itself on after every turn. */
@Configuration(proxyBeanMethods = false)
class MailboxJob {

    static final String NAME = "read-mailbox";

    @Bean
    CustomTask<Void> readMailbox(MailSync sync, MailboxSettings settings, SchedulerClock clock) {
        return Tasks.custom(NAME, Void.class)
                .onFailureReschedule(FixedDelay.of(Duration.ofMinutes(1)))
                .onDeadExecutionRevive()
                .execute((mailbox, context) -> {
                    var slice = sync.runSlice(Long.parseLong(mailbox.getId()));
                    return switch (slice) {
                        case Slice.ReadToTheEnd end ->
                            at(clock.now().plus(end.next()).plus(jitter(end.next())));
                        case Slice.MoreToRead _ -> at(clock.now());
                        case Slice.Later later -> at(clock.now().plus(later.after()));
                        case Slice.Resting _ -> at(clock.now().plus(settings.interval()));
                        case Slice.Over _ -> new CompletionHandler.OnCompleteRemove<>();
                    };
                });
    }

    /** A new partner should not wait for the next round: mailboxes that must be read again begin within seconds. */
    @Bean
    RecurringTask<Void> noticeChangedDirectory(ObjectProvider<MailboxSchedule> schedule) {
        return Tasks.recurring("notice-changed-directory", FixedDelay.ofSeconds(5))
                .execute((task, context) -> schedule.getObject().readAgainWhatIsOutdated());
    }

    private static CompletionHandler<Void> at(Instant time) {
        return (done, operations) -> operations.reschedule(done, time);
    }

    /** So that mailboxes that were added together are not read together for ever. */
    private static Duration jitter(Duration interval) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval.toMillis() / 20 + 1));
    }
}
