package app.touchline.weekly;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what became of the recovery touches of a weekly read. */
@Component
class RecoveryReader {

    private final JdbcClient jdbc;

    RecoveryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By partner's name. */
    List<RecoveryLine> of(long readId, LocalDate today) {
        return jdbc.sql("""
                select p.id as partner_id, p.name as partner, m.name as assignee, m.zone, a.due, a.completed_at, a.closed_itself,
                       coalesce(c.name, w.who, '') as by_name, coalesce(a.outcome, '') as reason, t.kind, t.direction
                from weekly_decision d
                join action a on a.id = d.action_id
                join partner p on p.id = a.partner_id
                join member m on m.id = a.assignee_id
                left join member c on c.id = a.completed_by
                left join touch t on t.id = a.closing_touch_id
                left join lateral (
                    select string_agg(o.name, ', ' order by o.name) as who
                    from touch_credit k join member o on o.id = k.member_id where k.touch_id = t.id
                ) w on true
                where d.read_id = :read and d.kind = 'RECOVERY' and d.taken_back_at is null
                order by lower(p.name), p.id
                """)
                .param("read", readId)
                .query((row, index) -> line(row, today))
                .list();
    }

    private static RecoveryLine line(ResultSet row, LocalDate today) throws SQLException {
        var at = row.getObject("completed_at", OffsetDateTime.class);
        return new RecoveryLine(
                row.getLong("partner_id"),
                row.getString("partner"),
                row.getString("assignee"),
                ZoneId.of(row.getString("zone")),
                row.getObject("due", LocalDate.class),
                at == null ? null : at.toInstant(),
                row.getBoolean("closed_itself"),
                row.getString("by_name"),
                row.getString("reason"),
                touch(Objects.requireNonNullElse(row.getString("kind"), ""), row.getString("direction")),
                today);
    }

    private static String touch(String kind, String direction) {
        return switch (kind) {
            case "EMAIL" -> "RECEIVED".equals(direction) ? "an email from them" : "an email to them";
            case "MEETING" -> "a meeting";
            case "CALL" -> "a call";
            case "" -> "";
            default -> "a touch noted by hand";
        };
    }
}
