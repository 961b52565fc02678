package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.touch.MatchedAnew;
import app.touchline.touch.Nature;

/** What is kept of a mailbox's mail besides touches: counters, and the ids of messages that could not be taken. */
@Component
class IntakeBooks {

    private final JdbcClient jdbc;

    IntakeBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long mailboxId, Map<String, Long> counters) {
        if (counters.isEmpty()) return;
        jdbc.sql("""
                insert into mailbox_counter (mailbox_id, what, n)
                select :mailbox, what, n from unnest(cast(:what as text[]), cast(:n as bigint[])) as c (what, n)
                on conflict (mailbox_id, what) do update set n = greatest(0, mailbox_counter.n + excluded.n)
                """)
                .param("mailbox", mailboxId)
                .param("what", counters.keySet().toArray(String[]::new))
                .param("n", counters.values().toArray(Long[]::new))
                .update();
    }

    void quarantine(long mailboxId, Map<String, String> errorByProviderId, Instant now) {
        if (errorByProviderId.isEmpty()) return;
        jdbc.sql("""
                insert into mailbox_quarantine (mailbox_id, provider_id, error_class, at)
                select :mailbox, provider_id, error_class, :now
                from unnest(cast(:ids as text[]), cast(:errors as text[])) as q (provider_id, error_class)
                on conflict (mailbox_id, provider_id) do update
                set tries = mailbox_quarantine.tries + 1, error_class = excluded.error_class, at = excluded.at
                """)
                .param("mailbox", mailboxId)
                .param("ids", errorByProviderId.keySet().toArray(String[]::new))
                .param("errors", errorByProviderId.values().toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Copies that are on record no more, as if the mailboxes had never shown them to be a partner's. */
    void takenOff(List<MatchedAnew.Gone> copies) {
        var counters = new TreeMap<Long, Map<String, Long>>();
        for (var copy : copies) {
            if (copy.rule().isMeeting()) continue; // never counted among messages
            var own = counters.computeIfAbsent(copy.mailboxId(), id -> new HashMap<>());
            own.merge("matched", -1L, Long::sum);
            own.merge("strangers", 1L, Long::sum);
            if (copy.rule().nature() instanceof Nature.Automatic(var _, var rule))
                own.merge("not_counted:" + rule.id(), -1L, Long::sum);
        }
        counters.forEach(this::add);
    }

    /** What was taken is not in quarantine any more. */
    void release(long mailboxId, List<String> providerIds) {
        if (providerIds.isEmpty() || !hasSomeInQuarantine(mailboxId)) return;
        jdbc.sql("delete from mailbox_quarantine where mailbox_id = :mailbox and provider_id = any(:ids)")
                .param("mailbox", mailboxId)
                .param("ids", providerIds.toArray(String[]::new))
                .update();
    }

    /** Asked first, since nearly always there are none, and a page has many ids. */
    private boolean hasSomeInQuarantine(long mailboxId) {
        return jdbc.sql("select exists (select from mailbox_quarantine where mailbox_id = :mailbox)")
                .param("mailbox", mailboxId)
                .query(Boolean.class)
                .single();
    }

    void savepoint() {
        jdbc.sql("savepoint one_message").update();
    }

    void backToSavepoint() {
        jdbc.sql("rollback to savepoint one_message").update();
    }
}
