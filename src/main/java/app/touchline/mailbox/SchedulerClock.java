package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The scheduler's time: the application's clock moved by how far the database's is ahead, so that nodes whose clocks differ
 * agree on what is due and on who is dead.
 */
@Component
class SchedulerClock implements com.github.kagkarlsson.scheduler.Clock {

    private static final Logger log = LoggerFactory.getLogger(SchedulerClock.class);
    private static final long REFRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;
    private volatile long askedAt = System.nanoTime() - 2 * REFRESH_NANOS;

    SchedulerClock(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        if (System.nanoTime() - askedAt > REFRESH_NANOS) refresh();
        return clock.instant().plus(ahead);
    }

    private synchronized void refresh() {
        if (System.nanoTime() - askedAt <= REFRESH_NANOS) return;
        askedAt = System.nanoTime();
        try {
            var theirs = jdbc.sql("select clock_timestamp()")
                    .query(Timestamp.class)
                    .single()
                    .toInstant();
            ahead = Duration.between(clock.instant(), theirs);
        } catch (DataAccessException noDatabase) {
            log.warn("The database could not be asked for its time; the former difference stays in use");
        }
    }
}
