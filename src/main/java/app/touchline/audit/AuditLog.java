package app.touchline.audit;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Adds entries to the audit; joins the transaction of the change it tells of, so that neither stands without the other. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Who changed something: a person by id and name, or the application itself ({@link #TOUCHLINE}). */
    public record Who(@Nullable Long id, String name) {
        public static final Who TOUCHLINE = new Who(null, "Touchline");
    }

    /** What was changed: the kind of record ("partner"), its id, and its name at that time. */
    public record About(String kind, @Nullable Long id, String name) {}

    /**
     * @param what the verb in the past tense, as a page shows it: "moved to another tier"
     * @param detail what a reader needs to understand the change, usually {@code from} and {@code to}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Who who, String what, About about, Map<String, ?> detail) {
        noteEach(who, what, List.of(about), detail);
    }

    /** The same of many records, an entry each, in one statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteEach(Who who, String what, Collection<About> abouts, Map<String, ?> detail) {
        jdbc.sql("""
                insert into audit_entry (at, by_id, by_name, what, about, about_id, about_name, detail)
                select :at, :byId, :byName, :what, about, about_id, about_name, cast(:detail as jsonb)
                from unnest(cast(:kinds as text[]), cast(:ids as bigint[]), cast(:names as text[]))
                    as each (about, about_id, about_name)
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("byId", who.id(), Types.BIGINT)
                .param("byName", who.name())
                .param("what", what)
                .param("kinds", abouts.stream().map(About::kind).toArray(String[]::new))
                .param("ids", abouts.stream().map(About::id).toArray(Long[]::new))
                .param("names", abouts.stream().map(About::name).toArray(String[]::new))
                .param("detail", json.writeValueAsString(detail))
                .update();
    }
}
