package app.touchline.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Begins, moves on and closes weekly reads; for those who lead. At most one is in progress, and one is held a week. */
@Service
@Transactional
public class HeldReads {

    private static final String READS = """
            select r.id, r.week, r.opened_at, r.led_by, r.step, r.closed_at, r.undecided_because, m.name as lead,
                   c.name as closed_by_name
            from weekly_read r join member m on m.id = r.led_by left join member c on c.id = r.closed_by
            """;

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    HeldReads(JdbcClient jdbc, SettingsReader settings, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** This week's read, or the one in progress: begun by whoever is first, the same for all others. */
    public HeldRead begin(SignedIn me) {
        refuseUnlessLeading(me);
        waitForOthers();
        var running = inProgress();
        if (running.isPresent()) return running.get();
        var week = thisWeek();
        var begun = jdbc.sql("""
                insert into weekly_read (week, opened_at, led_by) values (:week, :now, :me)
                on conflict (week) do nothing returning id
                """)
                .param("week", week)
                .param("now", Timestamp.from(clock.instant()))
                .param("me", me.id())
                .query(Long.class)
                .optional();
        var read = find("r.week = :which", week).orElseThrow();
        if (begun.isPresent()) note(me, "begun", read, Map.of());
        return read;
    }

    /** Of those who begin a read or open one again at once, one goes first. */
    void waitForOthers() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('weekly read', 0)) is null")
                .query(Boolean.class)
                .single();
    }

    /** Notes that this step is over; a read only moves on, whoever looks back at what. */
    public void pass(long readId, Step step, SignedIn me) {
        refuseUnlessLeading(me);
        var read = of(readId).orElseThrow();
        if (!read.open() || step.next().ordinal() <= read.step().ordinal()) return;
        jdbc.sql("update weekly_read set step = :step where id = :id and closed_at is null")
                .param("step", step.next().name())
                .param("id", readId)
                .update();
        note(me, "passed: " + step.words(), read, Map.of());
    }

    /**
     * Freezes it.
     *
     * @param undecidedBecause why partners of the first tier have no decision; empty where all have one
     * @param record its numbers and decisions as JSON
     * @return false where it was closed already
     */
    public boolean close(long readId, String undecidedBecause, String record, SignedIn me) {
        refuseUnlessLeading(me);
        var closed = jdbc.sql("""
                update weekly_read
                set closed_at = :now, closed_by = :me, undecided_because = :because, step = 'CLOSE', record = cast(:record as jsonb)
                where id = :id and closed_at is null
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("me", me.id())
                        .param("because", undecidedBecause.strip())
                        .param("record", record)
                        .param("id", readId)
                        .update()
                == 1;
        if (closed)
            note(
                    me,
                    "closed",
                    of(readId).orElseThrow(),
                    undecidedBecause.isBlank() ? Map.of() : Map.of("undecided because", undecidedBecause.strip()));
        return closed;
    }

    @Transactional(readOnly = true)
    public Optional<HeldRead> inProgress() {
        return jdbc.sql(READS + " where r.closed_at is null")
                .query(HeldReads::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<HeldRead> of(long id) {
        return find("r.id = :which", id);
    }

    /** Those that were closed, the latest first. */
    @Transactional(readOnly = true)
    public List<HeldRead> closed(int most) {
        return jdbc.sql(READS + " where r.closed_at is not null order by r.week desc limit :most")
                .param("most", most)
                .query(HeldReads::read)
                .list();
    }

    /** The one before this one, whose recovery touches are looked at in it. */
    @Transactional(readOnly = true)
    public Optional<HeldRead> before(HeldRead read) {
        return jdbc.sql(READS + " where r.week < :week order by r.week desc limit 1")
                .param("week", read.week())
                .query(HeldReads::read)
                .optional();
    }

    /** The frozen record as it was written; empty while the read is in progress. */
    @Transactional(readOnly = true)
    public Optional<String> recordOf(long id) {
        return jdbc.sql("select cast(record as text) from weekly_read where id = :id and record is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Whether this week has a read, closed or not. */
    @Transactional(readOnly = true)
    public Optional<HeldRead> ofThisWeek() {
        return find("r.week = :which", thisWeek());
    }

    private LocalDate thisWeek() {
        return settings.current().today(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private Optional<HeldRead> find(String condition, Object which) {
        return jdbc.sql(READS + " where " + condition)
                .param("which", which)
                .query(HeldReads::read)
                .optional();
    }

    private static HeldRead read(ResultSet row, int index) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new HeldRead(
                row.getLong("id"),
                row.getObject("week", LocalDate.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getLong("led_by"),
                row.getString("lead"),
                Step.valueOf(row.getString("step")),
                closed == null ? null : closed.toInstant(),
                row.getString("closed_by_name"),
                row.getString("undecided_because"));
    }

    static void refuseUnlessLeading(SignedIn me) {
        if (!me.leads()) throw new AccessDeniedException("The weekly read is run by those who lead");
    }

    private void note(SignedIn me, String what, HeldRead read, Map<String, ?> detail) {
        audit.note(me.who(), what, new About("weekly read", read.id(), "Week of " + read.week()), detail);
    }
}
