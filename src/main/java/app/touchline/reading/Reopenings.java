package app.touchline.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.team.SignedIn;

/**
 * Takes the closing of a weekly read back: for those who lead, until the next read begins. What was recorded then is kept
 * as it was.
 */
@Service
@Transactional
public class Reopenings {

    private static final String THE_LATEST = """
            r.closed_at is not null and not exists (select from weekly_read later where later.week > r.week)
            """;

    private final JdbcClient jdbc;
    private final HeldReads reads;
    private final AuditLog audit;
    private final Clock clock;

    Reopenings(JdbcClient jdbc, HeldReads reads, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.audit = audit;
        this.clock = clock;
    }

    /** A closing that was taken back. */
    public record Reopening(long id, Instant closedAt, String closedBy, Instant at, String by) {}

    /** @return false where it is open, or a later read was begun: then nothing is changed */
    public boolean reopen(long readId, SignedIn me) {
        HeldReads.refuseUnlessLeading(me);
        reads.waitForOthers();
        var kept = jdbc.sql("""
                insert into weekly_read_reopening (read_id, closed_at, closed_by, record, reopened_at, reopened_by)
                select r.id, r.closed_at, r.closed_by, r.record, :now, :me from weekly_read r where r.id = :id and
                """ + THE_LATEST)
                .param("now", Timestamp.from(clock.instant()))
                .param("me", me.id())
                .param("id", readId)
                .update();
        if (kept == 0) return false;
        jdbc.sql("""
                update weekly_read set closed_at = null, closed_by = null, undecided_because = '', record = null
                where id = :id
                """).param("id", readId).update();
        var read = reads.of(readId).orElseThrow();
        audit.note(
                me.who(),
                "opened again",
                new About("weekly read", readId, "Week of " + read.week()),
                Map.of("closed before", of(readId).getFirst().closedAt().toString()));
        return true;
    }

    @Transactional(readOnly = true)
    public boolean isPossible(long readId) {
        return jdbc.sql("select exists (select from weekly_read r where r.id = :id and " + THE_LATEST + ")")
                .param("id", readId)
                .query(Boolean.class)
                .single();
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Reopening> of(long readId) {
        return jdbc.sql("""
                select o.*, c.name as closed_by_name, m.name as by_name
                from weekly_read_reopening o join member c on c.id = o.closed_by join member m on m.id = o.reopened_by
                where o.read_id = :read order by o.id desc
                """)
                .param("read", readId)
                .query((row, index) -> new Reopening(
                        row.getLong("id"),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                        row.getString("closed_by_name"),
                        row.getObject("reopened_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name")))
                .list();
    }

    /** What was recorded when it was closed that time. */
    @Transactional(readOnly = true)
    public Optional<String> recordOf(long readId, long reopeningId) {
        return jdbc.sql("select cast(record as text) from weekly_read_reopening where read_id = :read and id = :id")
                .param("read", readId)
                .param("id", reopeningId)
                .query(String.class)
                .optional();
    }
}
