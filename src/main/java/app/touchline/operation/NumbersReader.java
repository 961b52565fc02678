package app.touchline.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the numbers, at most every few seconds however often they are asked for one by one. */
@Component
class NumbersReader {

    private static final Logger log = LoggerFactory.getLogger(NumbersReader.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private final JdbcClient jdbc;
    private final Clock clock;
    private Optional<Numbers> last = Optional.empty();
    private @Nullable Long readAt;

    NumbersReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty while the database does not answer: no number is better than an old one. */
    synchronized Optional<Numbers> numbers() {
        if (readAt == null || System.nanoTime() - readAt > KEPT_NANOS) {
            last = tryToRead();
            readAt = System.nanoTime();
        }
        return last;
    }

    private Optional<Numbers> tryToRead() {
        try {
            return Optional.of(read());
        } catch (DataAccessException noDatabase) {
            log.warn("The numbers could not be read from the database");
            return Optional.empty();
        }
    }

    Numbers read() {
        return new Numbers(
                byName("""
                        select case when paused then 'PAUSED' else state end as name, count(*) as n
                        from mailbox where removed_at is null group by 1
                        """),
                worstLag(),
                byName("select what as name, sum(n) as n from mailbox_counter group by what"),
                one("select count(*) from mailbox_quarantine"),
                byName("select state as name, count(*) as n from outgoing_mail where state <> 'SENT' group by state"),
                one("select count(*) from alert where resolved_at is null"));
    }

    /** Of those that are to be read; one that was never read to its end counts from when it was connected. */
    private double worstLag() {
        return jdbc.sql("""
                select coalesce(greatest(0, extract(epoch from max(:now - coalesce(last_ok_at, created_at)))), 0)
                from mailbox
                where removed_at is null and not paused and acknowledged_at is not null and state <> 'GONE'
                """)
                .param("now", Timestamp.from(clock.instant()))
                .query(Double.class)
                .single();
    }

    private Map<String, Long> byName(String sql) {
        var numbers = new HashMap<String, Long>();
        jdbc.sql(sql).query(row -> {
            numbers.put(row.getString("name"), row.getLong("n"));
        });
        return numbers;
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
