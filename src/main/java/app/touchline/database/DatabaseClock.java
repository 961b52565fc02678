package app.touchline.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock, put right by the database's, so that nodes whose clocks differ agree on what time it is: on what is
 * due, on who is dead, on when a server wants to be asked again. Until it follows a database it is the machine's clock.
 */
public final class DatabaseClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final long REFRESH_NANOS = Duration.ofMinutes(1).toNanos();

    /** Clocks so near to each other are left alone: it is not known more exactly when the database answered. */
    private static final Duration AGREEING = Duration.ofSeconds(1);

    private final Clock machine;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable DataSource database;
    private volatile Duration ahead = Duration.ZERO;
    private volatile long askedAt;

    public DatabaseClock(Clock machine) {
        this.machine = machine;
    }

    /** From now on the time is this database's; asked for it at once, and again each minute. */
    public void follow(DataSource toFollow) {
        database = toFollow;
        ask(toFollow);
    }

    @Override
    public Instant instant() {
        var asked = database;
        if (asked != null && System.nanoTime() - askedAt > REFRESH_NANOS && asking.compareAndSet(false, true))
            Thread.ofVirtual().start(() -> {
                try {
                    ask(asked);
                } finally {
                    asking.set(false);
                }
            });
        return machine.instant().plus(ahead);
    }

    private void ask(DataSource toAsk) {
        askedAt = System.nanoTime();
        try (var connection = toAsk.getConnection();
                var statement = connection.createStatement()) {
            var before = machine.instant();
            Instant theirs;
            try (var answer = statement.executeQuery("select clock_timestamp()")) {
                theirs = time(answer);
            }
            var between =
                    before.plus(Duration.between(before, machine.instant()).dividedBy(2));
            var found = Duration.between(between, theirs);
            var agreeing = found.minus(ahead).abs().compareTo(AGREEING) < 0;
            if (agreeing) return;
            log.warn("The clock of this machine is {} s off the database's, whose time is used", -found.toSeconds());
            ahead = found;
        } catch (SQLException noDatabase) {
            log.warn("The database could not be asked for its time; the former difference stays in use");
        }
    }

    private static Instant time(ResultSet answer) throws SQLException {
        answer.next();
        return answer.getObject(1, Timestamp.class).toInstant();
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a zone comes from the programme or a person, never from the clock");
    }
}
