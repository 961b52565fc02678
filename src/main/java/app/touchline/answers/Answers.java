package app.touchline.answers;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Answers about partners. One holds as long as the record's version does, which every change gives another value, by whatever path
 * and node ({@code record_change}). Who asks while another one finds the answer waits for it.
 */
@Component
public class Answers {

    private static final int MOST = 200;
    private static final Duration UNASKED = Duration.ofMinutes(10);

    private final Cache<Object, Answer> answers =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNASKED).build();
    private final JdbcClient jdbc;

    Answers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Answer(BigDecimal version, Object value) {}

    /**
     * Within a transaction nothing is kept: it may see what nobody else ever will.
     *
     * @param question tells the answer from all others, and holds what it rests on beside the record: the day above all
     * @param answer asks no other answer
     */
    @SuppressWarnings("unchecked") // what is kept under a question was put there under the same question
    public <T> T to(Object question, Supplier<T> answer) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) return answer.get();
        // before the answer: one that is newer than its version is found again, never the other way round
        var version = version();
        var kept = answers.asMap()
                .compute(
                        question,
                        (asked, before) -> before != null && before.version().equals(version)
                                ? before
                                : new Answer(version, answer.get()));
        return (T) kept.value();
    }

    private BigDecimal version() {
        return jdbc.sql("select coalesce(sum(mark), 0) from record_change")
                .query(BigDecimal.class)
                .single();
    }

    /** Makes all marks one. */
    void tidy() {
        jdbc.sql("""
                with gone as (delete from record_change returning mark)
                insert into record_change (mark) select sum(mark) from gone having count(*) > 0
                """).update();
    }
}
