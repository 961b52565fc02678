package app.touchline.privacy;

import java.time.Clock;
import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.settings.SettingsReader;
import app.touchline.touch.TouchErasure;

/** Every night touches that were kept long enough are forgotten; mail of that time is not taken in again. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;

    private final SettingsReader settings;
    private final TouchErasure touches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Retention(SettingsReader settings, TouchErasure touches, PlatformTransactionManager transactions, Clock clock) {
        this.settings = settings;
        this.touches = touches;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> forgetOldTouches(ObjectProvider<Retention> retention) {
        return Tasks.recurring("forget-old-touches", new Daily(LocalTime.of(2, 40)))
                .execute((task, context) -> retention.getObject().run());
    }

    void run() {
        var current = settings.current();
        var day = current.keptFrom(current.today(clock));
        if (day == null) return;
        var kept = day.atStartOfDay(current.zone()).toInstant();
        long all = 0;
        for (var some = AT_ONCE; some == AT_ONCE; all += some) {
            Integer forgotten = transaction.execute(status -> touches.forgetBefore(kept, AT_ONCE));
            some = forgotten == null ? 0 : forgotten;
        }
        if (all > 0) log.info("{} touches were kept long enough and are forgotten", all);
    }
}
