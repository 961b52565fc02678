package app.touchline.reading;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.reading.DecisionOutcome.Decided;
import app.touchline.reading.DecisionOutcome.DecidedMeanwhile;
import app.touchline.reading.DecisionOutcome.NoLongerPossible;
import app.touchline.team.SignedIn;

/**
 * Decides about partners in a weekly read, and takes that back: what was decided is done, noted and audited in one
 * transaction. Of two people who decide about a partner at once the second is told and changes nothing.
 */
@Service
@Transactional
public class Decisions {

    private final JdbcClient jdbc;
    private final DecisionReader reader;
    private final Deeds deeds;
    private final AuditLog audit;
    private final Clock clock;

    Decisions(JdbcClient jdbc, DecisionReader reader, Deeds deeds, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.deeds = deeds;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param seen the decision about this partner that the person saw, which this one takes the place of; null for none
     * @param batch the same for all that is decided with one form
     */
    public DecisionOutcome decide(
            long readId, long partnerId, Choice choice, @Nullable Long seen, UUID batch, SignedIn me) {
        HeldReads.refuseUnlessLeading(me);
        if (!isOpen(readId)) return new NoLongerPossible("The read was closed meanwhile. Nothing was changed.");
        waitForOthers(readId, partnerId);
        var standing = reader.of(readId, partnerId);
        if (standing.isPresent() && standing.get().batch().equals(batch)) return new Decided(standing.get());
        if (standing.isPresent() && (seen == null || seen != standing.get().id()))
            return new DecidedMeanwhile(standing.get());
        if (standing.isEmpty() && seen != null)
            return new NoLongerPossible("What was decided before was taken back meanwhile. Look again, then decide.");
        if (standing.isPresent() && !undo(standing.get(), me))
            return new NoLongerPossible("What was decided before was changed since, and cannot be taken back.");
        var deed = deeds.carryOut(partnerId, choice, me);
        jdbc.sql("""
                insert into weekly_decision (read_id, partner_id, kind, words, batch, decided_at, decided_by, action_id,
                                             snooze_id, former)
                values (:read, :partner, :kind, :words, :batch, :now, :me, :action, :snooze, :former)
                """)
                .param("read", readId)
                .param("partner", partnerId)
                .param("kind", choice.kind().name())
                .param("words", deed.words())
                .param("batch", batch)
                .param("now", Timestamp.from(clock.instant()))
                .param("me", me.id())
                .param("action", deed.actionId(), Types.BIGINT)
                .param("snooze", deed.snoozeId(), Types.BIGINT)
                .param("former", deed.former())
                .update();
        var decision = reader.of(readId, partnerId).orElseThrow();
        note(me, "decided in the weekly read", decision, deed.partner());
        return new Decided(decision);
    }

    /**
     * Takes back what was decided with one form, as far as nobody changed it since.
     *
     * @param onlyOf only what it decided about this partner; null for all of it
     * @return how many
     */
    public int takeBack(long readId, UUID batch, @Nullable Long onlyOf, SignedIn me) {
        HeldReads.refuseUnlessLeading(me);
        if (!isOpen(readId)) return 0;
        int taken = 0;
        for (var decision : reader.batch(readId, batch)) {
            if (onlyOf != null && onlyOf != decision.partnerId()) continue;
            waitForOthers(readId, decision.partnerId());
            if (undo(decision, me)) taken++;
        }
        return taken;
    }

    private boolean undo(Decision decision, SignedIn me) {
        var kept = jdbc.sql("select snooze_id, former from weekly_decision where id = :id")
                .param("id", decision.id())
                .query((row, index) -> new Deeds.Kept(
                        decision.partnerId(),
                        decision.kind(),
                        decision.actionId(),
                        row.getObject("snooze_id", Long.class),
                        row.getString("former")))
                .single();
        var partner = deeds.undo(kept, me);
        if (partner == null) return false;
        jdbc.sql("update weekly_decision set taken_back_at = :now, taken_back_by = :me where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("me", me.id())
                .param("id", decision.id())
                .update();
        note(me, "took back a decision of the weekly read", decision, partner);
        return true;
    }

    /** While it is decided the read is not closed. */
    private boolean isOpen(long readId) {
        return jdbc.sql("select closed_at is null from weekly_read where id = :id for share")
                .param("id", readId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void waitForOthers(long readId, long partnerId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0)) is null")
                .param("what", "weekly read " + readId + " " + partnerId)
                .query(Boolean.class)
                .single();
    }

    private void note(SignedIn me, String what, Decision decision, String partner) {
        audit.note(
                me.who(),
                what,
                new About("partner", decision.partnerId(), partner),
                Map.of("read", decision.readId(), "decision", decision.sentence()));
    }
}
