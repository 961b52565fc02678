package app.touchline.cadence;

import java.time.LocalDate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers about past days, which seldom change. An answer holds while the day's version does: the number of changes, by
 * whatever path and node, to what that day's numbers rest on ({@code cadence_change}).
 */
@Component
class PastDays {

    private static final int MOST = 500;

    private final Cache<Key, Answer> answers =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final JdbcClient jdbc;

    PastDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param knownSince moves as time goes by where touches are kept for some months only, and nothing is written then */
    private record Key(LocalDate day, @Nullable LocalDate knownSince, Object what) {}

    private record Answer(long version, Object value) {}

    <T> T answer(Question asked, Object what, Supplier<T> answer) {
        return answer(new Key(asked.day(), asked.knownSince(), what), answer);
    }

    /**
     * @param what tells the answer from others about the same day
     * @param asked the last day the answer rests on
     */
    <T> T answer(LocalDate asked, Object what, Supplier<T> answer) {
        return answer(new Key(asked, null, what), answer);
    }

    @SuppressWarnings("unchecked") // what is kept under a key was put there under the same key
    private <T> T answer(Key key, Supplier<T> answer) {
        // before the answer: one that is newer than its version is found again, never the other way round
        long version = jdbc.sql("select coalesce(sum(changes), 0) from cadence_change where day <= :day")
                .param("day", key.day())
                .query(Long.class)
                .single();
        var kept = answers.getIfPresent(key);
        if (kept == null || kept.version() != version) {
            kept = new Answer(version, answer.get());
            answers.put(key, kept);
        }
        return (T) kept.value();
    }

    /** Makes the changes of each day one row. */
    void tidy() {
        jdbc.sql("""
                with gone as (delete from cadence_change returning day, changes)
                insert into cadence_change (day, changes) select day, sum(changes) from gone group by day
                """).update();
    }
}
