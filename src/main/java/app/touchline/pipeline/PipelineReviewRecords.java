package app.touchline.pipeline;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Names;
import app.touchline.team.SignedIn;

/** Keeps that the pipeline was gone through, and how much stood on the page then. */
@Service
class PipelineReviewRecords {

    private final PipelineReviewReader reader;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    PipelineReviewRecords(PipelineReviewReader reader, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.reader = reader;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void hold(String note, SignedIn me) {
        if (!me.leads()) throw new AccessDeniedException("Those who lead close the review");
        var review = reader.review(me);
        var id = jdbc.sql("""
                insert into pipeline_review (held_at, day, held_by, by_name, note, changed, stalled, closing, lapsing, decisions)
                values (:at, :day, :by, :name, :note, :changed, :stalled, :closing, :lapsing, :decisions) returning id
                """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("day", review.today())
                .param("by", me.id())
                .param("name", me.name())
                .param("note", Names.text("note", note))
                .param("changed", review.changedInAll())
                .param("stalled", review.stalled().all())
                .param("closing", review.closing().all())
                .param("lapsing", review.lapsing().count())
                .param("decisions", review.decisions().count())
                .query(Long.class)
                .single();
        audit.note(
                me.who(),
                "closed the weekly review of",
                new About("pipeline", id, "The pipeline"),
                Map.of(
                        "stalled",
                        review.stalled().all(),
                        "closing this month",
                        review.closing().all()));
    }
}
