package app.touchline.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was decided in weekly reads. */
@Component
public class DecisionReader {

    private static final String DECISIONS = """
            select d.*, m.name as by_name from weekly_decision d join member m on m.id = d.decided_by
            """;

    private final JdbcClient jdbc;

    DecisionReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What holds, by partner. */
    public Map<Long, Decision> of(long readId) {
        return jdbc
                .sql(DECISIONS + " where d.read_id = :read and d.taken_back_at is null order by d.id")
                .param("read", readId)
                .query(DecisionReader::decision)
                .list()
                .stream()
                .collect(Collectors.toMap(Decision::partnerId, Function.identity()));
    }

    public Optional<Decision> of(long readId, long partnerId) {
        return jdbc.sql(DECISIONS + " where d.read_id = :read and d.partner_id = :partner and d.taken_back_at is null")
                .param("read", readId)
                .param("partner", partnerId)
                .query(DecisionReader::decision)
                .optional();
    }

    /** The partners about which something was decided or taken back since then. */
    public List<Long> changedSince(long readId, Instant since) {
        return jdbc.sql("""
                select distinct partner_id from weekly_decision
                where read_id = :read and (decided_at >= :since or taken_back_at >= :since)
                """)
                .param("read", readId)
                .param("since", Timestamp.from(since))
                .query((row, index) -> row.getLong("partner_id"))
                .list();
    }

    List<Decision> batch(long readId, UUID batch) {
        return jdbc.sql(DECISIONS + " where d.read_id = :read and d.batch = :batch and d.taken_back_at is null")
                .param("read", readId)
                .param("batch", batch)
                .query(DecisionReader::decision)
                .list();
    }

    private static Decision decision(ResultSet row, int index) throws SQLException {
        return new Decision(
                row.getLong("id"),
                row.getLong("read_id"),
                row.getLong("partner_id"),
                Decision.Kind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getObject("batch", UUID.class),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getLong("decided_by"),
                row.getString("by_name"),
                row.getObject("action_id", Long.class));
    }
}
