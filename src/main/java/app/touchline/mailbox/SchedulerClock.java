package app.touchline.mailbox;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;

/**
 * The scheduler's time is the application's, which follows the database's: nodes whose clocks differ agree on what is due
 * and on who is dead.
 */
@Component
class SchedulerClock implements com.github.kagkarlsson.scheduler.Clock {

    private final Clock clock;

    SchedulerClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
