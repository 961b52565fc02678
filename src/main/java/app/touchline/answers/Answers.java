package app.touchline.answers;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Answers about partners. One holds as long as the record's version does, which every change makes larger, by whatever path
 * and node ({@code record_change}). Who asks while another one finds the answer waits for it. An answer may rest on other
 * answers, as long as none rests on itself.
 */
@Component
public class Answers {

    private static final int MOST = 1_000;
    private static final Duration UNASKED = Duration.ofMinutes(10);
    private static final String VERSION = Answers.class.getName() + ".version";

    private final Cache<Object, Answer> answers =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNASKED).build();
    private final JdbcClient jdbc;

    Answers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param found is run by the first who asks; the others wait for it */
    private record Answer(BigDecimal version, Object asOf, FutureTask<?> found) {

        boolean holds(BigDecimal now, Object then) {
            return version.compareTo(now) >= 0 && asOf.equals(then);
        }
    }

    /**
     * Within a transaction nothing is kept: it may see what nobody else ever will.
     *
     * @param question tells the answer from all others, and holds what it rests on beside the record: the day above all
     */
    public <T> T to(Object question, Supplier<T> answer) {
        return to(question, "any time", answer);
    }

    /** @param asOf what the answer rests on that goes by, as the minute does: of each question only the newest is kept */
    @SuppressWarnings("unchecked") // what is kept under a question was put there under the same question
    public <T> T to(Object question, Object asOf, Supplier<T> answer) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) return answer.get();
        // before the answer: one that is newer than its version is found again, never the other way round
        var version = version();
        var kept = answers.asMap()
                .compute(
                        question,
                        (asked, before) -> before != null && before.holds(version, asOf)
                                ? before
                                : new Answer(version, asOf, new FutureTask<>(answer::get)));
        kept.found().run();
        try {
            return (T) kept.found().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another one found the answer", e);
        } catch (ExecutionException e) {
            answers.asMap().remove(question, kept);
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        }
    }

    /** A page that is only read is made from one version; who writes may ask again after it. */
    private BigDecimal version() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked)
                || !asked.getRequest().getMethod().equals("GET")) return newest();
        if (asked.getAttribute(VERSION, RequestAttributes.SCOPE_REQUEST) instanceof BigDecimal version) return version;
        var version = newest();
        asked.setAttribute(VERSION, version, RequestAttributes.SCOPE_REQUEST);
        return version;
    }

    private BigDecimal newest() {
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
