package app.touchline.touch;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** What people say about touches: discard, count all the same, do not count; and each taken back. */
@Service
public class TouchJudgement {

    private final JdbcClient jdbc;
    private final TouchStore store;
    private final OwnerCredits ownerCredits;
    private final LastTouches lastTouches;
    private final AuditLog audit;
    private final SettingsReader settings;
    private final Clock clock;

    TouchJudgement(
            JdbcClient jdbc,
            TouchStore store,
            OwnerCredits ownerCredits,
            LastTouches lastTouches,
            AuditLog audit,
            SettingsReader settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.ownerCredits = ownerCredits;
        this.lastTouches = lastTouches;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on it counts nowhere, also when the mailbox is read again. False if there is no such touch. */
    @Transactional
    public boolean discard(long touchId, SignedIn by) {
        return judge(
                touchId,
                "discarded_at = coalesce(discarded_at, :at)",
                Map.of("at", Timestamp.from(clock.instant())),
                by,
                "discarded");
    }

    @Transactional
    public boolean takeBackDiscard(long touchId, SignedIn by) {
        return judge(touchId, "discarded_at = null", Map.of(), by, "took back the discarding of");
    }

    /** @return what was said before (empty: nothing); or null if there is no such touch */
    @Transactional
    public @Nullable Optional<Overruled> overrule(long touchId, @Nullable Overruled as, SignedIn by) {
        store.lock();
        var before = jdbc.sql("select coalesce(overruled, '') from touch where id = :id")
                .param("id", touchId)
                .query(String.class)
                .optional();
        if (before.isEmpty()) return null;
        var value = new HashMap<String, @Nullable Object>();
        value.put("as", as == null ? null : as.name());
        judge(
                touchId,
                "overruled = :as",
                value,
                by,
                as == null
                        ? "took back the overruling of"
                        : as == Overruled.COUNT ? "counted all the same" : "counted no longer");
        return before.filter(text -> !text.isEmpty()).map(Overruled::valueOf);
    }

    private boolean judge(
            long touchId, String change, Map<String, ? extends @Nullable Object> values, SignedIn by, String verb) {
        store.lock();
        var changed = jdbc.sql("update touch set " + change + " where id = :id returning occurred_at")
                .params(values)
                .param("id", touchId)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .optional();
        if (changed.isEmpty()) return false;
        lastTouches.renew(store.recount(touchId));
        audit.note(
                new Who(by.id(), by.name()),
                verb,
                new About(
                        "touch",
                        touchId,
                        "Touch of " + changed.get().atZone(settings.zone()).toLocalDate()),
                Map.of());
        return true;
    }

    /**
     * Says whose an address is that several partners share; holds also when the mailbox is read again.
     *
     * @param partnerId one of the candidates; null: none of them
     * @return whether that was still open
     */
    @Transactional
    public boolean decide(long touchId, String address, @Nullable Long partnerId, SignedIn by) {
        store.lock();
        var candidates = new HashSet<>(
                jdbc.sql("select partner_id from touch_party where touch_id = :id and address = :address and candidate")
                        .param("id", touchId)
                        .param("address", address)
                        .query(Long.class)
                        .list());
        if (candidates.isEmpty() || (partnerId != null && !candidates.contains(partnerId))) return false;
        jdbc.sql("""
                insert into touch_ruling (message_key, address_hash, partner_id)
                select distinct message_key, :hash, cast(:partner as bigint) from touch_sighting where touch_id = :id
                on conflict (message_key, address_hash) do update set partner_id = excluded.partner_id
                """)
                .param("hash", Hash.of(address))
                .param("partner", partnerId)
                .param("id", touchId)
                .update();
        jdbc.sql("""
                delete from touch_party
                where touch_id = :id and address = :address and partner_id is distinct from cast(:partner as bigint)
                """)
                .param("id", touchId)
                .param("address", address)
                .param("partner", partnerId)
                .update();
        jdbc.sql(
                        "update touch_party set candidate = false, matched_by = 'PERSON' where touch_id = :id and address = :address")
                .param("id", touchId)
                .param("address", address)
                .update();
        jdbc.sql("""
                update touch t set undecided = exists (select from touch_party y where y.touch_id = t.id and y.candidate)
                where t.id = :id
                """).param("id", touchId).update();
        Set<Long> affected = new HashSet<>(store.recount(touchId));
        affected.addAll(candidates);
        var occurred = jdbc.sql("select occurred_at from touch where id = :id")
                .param("id", touchId)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
        // Mail that is with no partner is not kept.
        jdbc.sql("delete from touch where id = :id and not exists (select from touch_party where touch_id = :id)")
                .param("id", touchId)
                .update();
        ownerCredits.renew(List.of(touchId));
        lastTouches.renew(affected);
        audit.note(
                new Who(by.id(), by.name()),
                partnerId == null ? "decided that it is with none of the partners" : "decided whose it is",
                new About(
                        "touch",
                        touchId,
                        "Touch of " + occurred.atZone(settings.zone()).toLocalDate()),
                partnerId == null
                        ? Map.of("candidates", List.copyOf(candidates))
                        : Map.of("candidates", List.copyOf(candidates), "partner", partnerId));
        return true;
    }
}
