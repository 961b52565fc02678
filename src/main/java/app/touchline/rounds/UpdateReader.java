package app.touchline.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.action.ActionType;
import app.touchline.ninetyday.Verdict;
import app.touchline.rounds.UpdateRow.Running;
import app.touchline.rounds.UpdateRow.Step;

/** Reads the partners of somebody's book that are in cadence, each with what the weekly update asks. */
@Component
class UpdateReader {

    static final int ROWS = 50;

    private final JdbcClient jdbc;

    UpdateReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Owner(long id, String name) {}

    /** Whose books there are. */
    List<Owner> owners() {
        return jdbc.sql("""
                select m.id, m.name from member m
                where exists (select from partner p where p.owner_id = m.id and p.archived_at is null) order by lower(m.name), m.id
                """)
                .query((row, index) -> new Owner(row.getLong("id"), row.getString("name")))
                .list();
    }

    /**
     * By name, {@value #ROWS} and one more, which says that there is another page.
     *
     * @param after the last partner of the page before
     */
    List<UpdateRow> rows(long ownerId, @Nullable Long after, LocalDate today) {
        return jdbc.sql("""
                select p.id, p.name, t.name as tier, lc.leads,
                       n.id as test_id, n.goal, n.ends_on, n.verdict,
                       a.id as action_id, a.version, a.type, a.note, a.due
                from partner p
                join tier t on t.id = p.tier_id
                left join lead_count lc on lc.partner_id = p.id and lc.told_on = :today
                left join ninety_day_test n on n.partner_id = p.id and n.verdict in ('ON_TRACK', 'AT_RISK') and n.called_off_on is null
                left join lateral (
                    select a.id, a.version, a.type, a.note, a.due from action a
                    where a.partner_id = p.id and a.completed_at is null order by a.due, a.id limit 1
                ) a on true
                left join partner before on before.id = :after
                where p.archived_at is null and p.owner_id = :owner and p.status in ('TESTING', 'ACTIVE')
                  and (before.id is null or (lower(p.name), p.id) > (lower(before.name), before.id))
                order by lower(p.name), p.id limit :most
                """)
                .param("owner", ownerId)
                .param("after", after, Types.BIGINT)
                .param("today", today)
                .param("most", ROWS + 1)
                .query((row, index) -> row(row))
                .list();
    }

    private static UpdateRow row(ResultSet row) throws SQLException {
        var test = row.getObject("test_id", Long.class);
        var action = row.getObject("action_id", Long.class);
        return new UpdateRow(
                row.getLong("id"),
                row.getString("name"),
                row.getString("tier"),
                row.getObject("leads", Integer.class),
                test == null
                        ? null
                        : new Running(
                                test,
                                row.getString("goal"),
                                row.getObject("ends_on", LocalDate.class),
                                Verdict.valueOf(row.getString("verdict"))),
                action == null
                        ? null
                        : new Step(
                                action,
                                row.getInt("version"),
                                ActionType.valueOf(row.getString("type")),
                                row.getString("note"),
                                row.getObject("due", LocalDate.class)),
                Map.of(),
                null);
    }
}
