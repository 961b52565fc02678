package app.touchline.action;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the open actions. */
@Component
public class NextStepReader {

    private final JdbcClient jdbc;

    NextStepReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next step of each of these partners that has one. */
    public Map<Long, NextStep> of(Collection<Long> partnerIds) {
        if (partnerIds.isEmpty()) return Map.of();
        return jdbc
                .sql("""
                select distinct on (a.partner_id) a.id, a.partner_id, a.type, a.note, a.due, a.assignee_id, a.version,
                       m.name as assignee, m.zone
                from action a join member m on m.id = a.assignee_id
                where a.completed_at is null and a.partner_id = any(:partners)
                order by a.partner_id, a.due, a.id
                """)
                .param("partners", partnerIds.toArray(Long[]::new))
                .query(NextStepReader::nextStep)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(NextStep::partnerId, Function.identity()));
    }

    public Optional<NextStep> of(long partnerId) {
        return open(partnerId).stream().findFirst();
    }

    /** All open actions of a partner, the next step first. */
    public List<NextStep> open(long partnerId) {
        return jdbc.sql("""
                select a.id, a.partner_id, a.type, a.note, a.due, a.assignee_id, a.version, m.name as assignee, m.zone
                from action a join member m on m.id = a.assignee_id
                where a.completed_at is null and a.partner_id = :partner
                order by a.due, a.id
                """)
                .param("partner", partnerId)
                .query(NextStepReader::nextStep)
                .list();
    }

    /** How many open actions of this person are overdue: due before today in their zone. */
    public int overdue(long assigneeId, Instant now) {
        return jdbc.sql("""
                select count(*) from action a join member m on m.id = a.assignee_id join partner p on p.id = a.partner_id
                where a.completed_at is null and a.assignee_id = :assignee and p.archived_at is null
                  and a.due < cast(:now at time zone m.zone as date)
                """)
                .param("assignee", assigneeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** How many open actions of this person are due today in their zone. */
    public int dueToday(long assigneeId, Instant now) {
        return jdbc.sql("""
                select count(*) from action a join member m on m.id = a.assignee_id join partner p on p.id = a.partner_id
                where a.completed_at is null and a.assignee_id = :assignee and p.archived_at is null
                  and a.due = cast(:now at time zone m.zone as date)
                """)
                .param("assignee", assigneeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** An open action with its partner's name. */
    public record Assigned(NextStep step, String partner, Instant createdAt) {}

    /** All open actions of a person with partners that are not archived, the earliest due first. */
    public List<Assigned> assignedTo(long memberId) {
        return jdbc.sql("""
                select a.id, a.partner_id, a.type, a.note, a.due, a.assignee_id, a.version, m.name as assignee, m.zone,
                       p.name as partner, a.created_at
                from action a join member m on m.id = a.assignee_id join partner p on p.id = a.partner_id
                where a.completed_at is null and a.assignee_id = :member and p.archived_at is null
                order by a.due, a.id
                """)
                .param("member", memberId)
                .query((row, index) -> new Assigned(
                        nextStep(row, index),
                        row.getString("partner"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private static NextStep nextStep(ResultSet row, int index) throws SQLException {
        return new NextStep(
                row.getLong("id"),
                row.getLong("partner_id"),
                ActionType.valueOf(row.getString("type")),
                row.getString("note"),
                row.getObject("due", LocalDate.class),
                row.getLong("assignee_id"),
                row.getString("assignee"),
                ZoneId.of(row.getString("zone")),
                row.getInt("version"));
    }
}
