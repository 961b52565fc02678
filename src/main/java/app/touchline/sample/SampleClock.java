package app.touchline.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import app.touchline.database.DatabaseClock;
import app.touchline.database.SampleRun;

/** The clock of the sample: the database's, except for what the sample does at an earlier moment, in the thread that does it. */
@Component
@Primary
@Conditional(SampleRun.class)
class SampleClock extends Clock {

    private static final ScopedValue<Instant> EARLIER = ScopedValue.newInstance();

    private final DatabaseClock now;

    SampleClock(DatabaseClock now) {
        this.now = now;
    }

    /** What is done as if it were that moment. */
    <T> T at(Instant moment, Supplier<T> what) {
        return ScopedValue.where(EARLIER, moment).call(what::get);
    }

    @Override
    public Instant instant() {
        return EARLIER.isBound() ? EARLIER.get() : now.instant();
    }

    @Override
    public ZoneId getZone() {
        return now.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return now.withZone(zone);
    }
}
