package app.touchline.importing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.importing.ImportJob.State;
import app.touchline.importing.ImportPlan.Target;
import app.touchline.team.SignedIn;

/** The imports on record, what they are doing, and what headings and values meant the last time. */
@Repository
@Transactional
class ImportJobs {

    /** Whoever works says so more often than this; a job that does not has lost its node. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ImportJobs(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void begin(UUID id, String fileName, ImportPlan plan, SignedIn me) {
        jdbc.sql("""
                insert into import_job (id, file_name, by_id, by_name, brought_at, plan, state, counts)
                values (:id, :file, :by, :name, :at, cast(:plan as jsonb), 'PLANNED', cast(:counts as jsonb))
                """)
                .param("id", id)
                .param("file", fileName)
                .param("by", me.id())
                .param("name", me.name())
                .param("at", now())
                .param("plan", json.writeValueAsString(plan))
                .param("counts", json.writeValueAsString(ImportResult.Counts.NONE))
                .update();
    }

    Optional<ImportJob> find(UUID id) {
        return jdbc.sql("select * from import_job where id = :id")
                .param("id", id)
                .query((row, index) -> job(row))
                .optional();
    }

    /** The newest first. */
    List<ImportJob> latest() {
        return jdbc.sql("select * from import_job order by brought_at desc, id limit 50")
                .query((row, index) -> job(row))
                .list();
    }

    private ImportJob job(ResultSet row) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var beat = instant(row, "beat_at");
        var alone =
                state.works() && beat != null && beat.isBefore(clock.instant().minus(SILENCE));
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getLong("by_id"),
                row.getString("by_name"),
                instantOf(row, "brought_at"),
                json.readValue(row.getString("plan"), ImportPlan.class),
                alone ? (state == State.CHECKING ? State.PLANNED : State.CHECKED) : state,
                row.getString("phase"),
                row.getInt("done"),
                row.getInt("total"),
                alone ? "It ended when the server did. Nothing was changed; start it again." : row.getString("problem"),
                row.getString("fingerprint"),
                json.readValue(row.getString("counts"), ImportResult.Counts.class),
                instant(row, "applied_at"),
                instant(row, "undone_at"),
                row.getString("undone_by"));
    }

    private static Instant instantOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @org.jspecify.annotations.Nullable Instant instant(ResultSet row, String column)
            throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A changed plan has to be looked at anew. */
    void plan(UUID id, ImportPlan plan) {
        jdbc.sql(
                        "update import_job set plan = cast(:plan as jsonb), state = 'PLANNED', problem = '' where id = :id and state in ('PLANNED', 'CHECKED')")
                .param("plan", json.writeValueAsString(plan))
                .param("id", id)
                .update();
    }

    /** False where it is not in a state from which it can begin, or another has begun already. */
    boolean enter(UUID id, State works) {
        return jdbc.sql("""
                update import_job set state = :to, phase = '', done = 0, total = 0, stop_asked = false, problem = '', beat_at = :now
                where id = :id and (state in ('CHECKED', :from) or (state in ('CHECKING', 'APPLYING') and beat_at < :silent))
                """)
                        .param("to", works.name())
                        .param("from", works == State.CHECKING ? "PLANNED" : "CHECKED")
                        .param("now", now())
                        .param("silent", Timestamp.from(clock.instant().minus(SILENCE)))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** @return whether somebody asked for it to stop */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    boolean beat(UUID id, String phase, int done, int total) {
        jdbc.sql("update import_job set phase = :phase, done = :done, total = :total, beat_at = :now where id = :id")
                .param("phase", phase)
                .param("done", done)
                .param("total", total)
                .param("now", now())
                .param("id", id)
                .update();
        return jdbc.sql("select stop_asked from import_job where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void stop(UUID id) {
        jdbc.sql("update import_job set stop_asked = true where id = :id and state in ('CHECKING', 'APPLYING')")
                .param("id", id)
                .update();
    }

    /** Nothing came of it; why, in a sentence. */
    void fallBack(UUID id, State to, String problem) {
        jdbc.sql("update import_job set state = :to, problem = :problem where id = :id")
                .param("to", to.name())
                .param("problem", problem)
                .param("id", id)
                .update();
    }

    void checked(UUID id, ImportResult result) {
        jdbc.sql("delete from import_row where job_id = :id").param("id", id).update();
        var rows = result.rows();
        jdbc.sql("""
                insert into import_row (job_id, line, outcome, about, words)
                select :id, line, outcome, about, array(select jsonb_array_elements_text(words))
                from unnest(cast(:lines as bigint[]), cast(:outcomes as text[]), cast(:abouts as text[]), cast(:words as jsonb[]))
                    as each (line, outcome, about, words)
                """)
                .param("id", id)
                .param("lines", rows.stream().mapToLong(RowOutcome::line).toArray())
                .param("outcomes", rows.stream().map(row -> row.kind().name()).toArray(String[]::new))
                .param("abouts", rows.stream().map(row -> plain(row.about())).toArray(String[]::new))
                .param(
                        "words",
                        rows.stream()
                                .map(row -> json.writeValueAsString(row.words().stream()
                                        .map(ImportJobs::plain)
                                        .toList()))
                                .toArray(String[]::new))
                .update();
        jdbc.sql(
                        "update import_job set state = 'CHECKED', problem = '', fingerprint = :fingerprint, counts = cast(:counts as jsonb) where id = :id")
                .param("fingerprint", result.fingerprint())
                .param("counts", json.writeValueAsString(result.counts()))
                .param("id", id)
                .update();
    }

    /** The database holds no NUL. */
    private static String plain(String text) {
        return text.replace("\0", "");
    }

    void applied(UUID id, ImportResult result) {
        jdbc.sql(
                        "update import_job set state = 'APPLIED', applied_at = :now, counts = cast(:counts as jsonb) where id = :id")
                .param("now", now())
                .param("counts", json.writeValueAsString(result.counts()))
                .param("id", id)
                .update();
    }

    /** False where it was undone already. */
    boolean undone(UUID id, SignedIn me) {
        return jdbc.sql(
                                "update import_job set state = 'UNDONE', undone_at = :now, undone_by = :by where id = :id and state = 'APPLIED'")
                        .param("now", now())
                        .param("by", me.name())
                        .param("id", id)
                        .update()
                == 1;
    }

    List<RowOutcome> rows(UUID id, RowOutcome.Kind kind, long after, int most) {
        return jdbc.sql("""
                select line, outcome, about, words from import_row
                where job_id = :id and outcome = :kind and line > :after order by line limit :most
                """)
                .param("id", id)
                .param("kind", kind.name())
                .param("after", after)
                .param("most", most)
                .query((row, index) -> new RowOutcome(
                        row.getLong("line"),
                        RowOutcome.Kind.valueOf(row.getString("outcome")),
                        row.getString("about"),
                        List.of((String[]) row.getArray("words").getArray())))
                .list();
    }

    /** What headings meant the last time, by {@link Headings#keys}. */
    Map<String, Target> rememberedHeadings(Subject subject) {
        var remembered = new HashMap<String, Target>();
        remembered(subject.memory("heading")).forEach((said, target) -> {
            var known = Target.of(subject, target);
            if (known != null) remembered.put(said, known);
        });
        return remembered;
    }

    Map<String, String> remembered(String kind) {
        var remembered = new HashMap<String, String>();
        jdbc.sql("select said, target from import_memory where kind = :kind")
                .param("kind", kind)
                .query(row -> {
                    remembered.put(row.getString("said"), row.getString("target"));
                });
        return remembered;
    }

    void remember(String kind, Map<String, String> meanings) {
        jdbc.sql("""
                insert into import_memory (kind, said, target)
                select :kind, said, target from unnest(cast(:said as text[]), cast(:targets as text[])) as each (said, target)
                on conflict (kind, said) do update set target = excluded.target
                """)
                .param("kind", kind)
                .param("said", meanings.keySet().toArray(String[]::new))
                .param("targets", meanings.values().toArray(String[]::new))
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
