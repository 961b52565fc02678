package app.touchline.audit;

import java.sql.Timestamp;
import java.time.Clock;
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
        jdbc.sql("""
                insert into audit_entry (at, by_id, by_name, what, about, about_id, about_name, detail)
                values (:at, :byId, :byName, :what, :about, :aboutId, :aboutName, cast(:detail as jsonb))
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("byId", who.id())
                .param("byName", who.name())
                .param("what", what)
                .param("about", about.kind())
                .param("aboutId", about.id())
                .param("aboutName", about.name())
                .param("detail", json.writeValueAsString(detail))
                .update();
    }
}
