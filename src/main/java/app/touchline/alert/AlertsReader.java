package app.touchline.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the alerts. */
@Component
class AlertsReader {

    private static final Duration RESOLVED_SHOWN_FOR = Duration.ofDays(30);
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    AlertsReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Alert(
            String title,
            String words,
            String href,
            Instant since,
            @Nullable Instant resolvedAt) {}

    long open() {
        return jdbc.sql("select count(*) from alert where resolved_at is null")
                .query(Long.class)
                .single();
    }

    /** Those that stand, the newest first, then those resolved lately. */
    List<Alert> alerts() {
        return jdbc.sql("""
                select title, words, href, since, resolved_at from alert
                where resolved_at is null or resolved_at > :after
                order by resolved_at desc nulls first, since desc, id desc limit :most
                """)
                .param("after", Timestamp.from(clock.instant().minus(RESOLVED_SHOWN_FOR)))
                .param("most", MOST)
                .query((row, index) -> new Alert(
                        row.getString("title"),
                        row.getString("words"),
                        row.getString("href"),
                        row.getTimestamp("since").toInstant(),
                        instant(row.getTimestamp("resolved_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
