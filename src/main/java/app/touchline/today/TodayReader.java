package app.touchline.today;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.ActionType;
import app.touchline.action.NextStep;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerCadence;
import app.touchline.today.Today.TierChoice;
import app.touchline.today.TodayRow.KeyContact;
import app.touchline.today.TodayRow.Step;

/** Reads the rows of the daily list: actions due up to today in their assignee's zone, and partners without an action. */
@Component
@Transactional(readOnly = true)
class TodayReader {

    /** The newest human contact of the partner named by {@code n.partner_id}. */
    private static final String LAST_TOUCH = """
            left join lateral (
                select t.kind, t.direction, t.occurred_at, t.created_at,
                       case when t.direction = 'RECEIVED'
                            then (select c.name from touch_party x join contact c on c.id = x.contact_id
                                  where x.touch_id = t.id and x.partner_id = n.partner_id and x.role = 'FROM' limit 1)
                            else (select m.name from touch_credit x join member m on m.id = x.member_id
                                  where x.touch_id = t.id order by m.id limit 1)
                       end as who
                from touch_partner tp join touch t on t.id = tp.touch_id
                where tp.partner_id = n.partner_id and tp.counts in ('ALWAYS', 'IF_EITHER')
                  and tp.occurred_at < :endOfDay
                order by tp.occurred_at desc limit 1) l on true
            """;

    /** What the rest asks for follows from less than all partners: found by index, not by looking at each. */
    private static final String MINE = """
            c.partner_id in (
                select partner_id from due
                union all
                select id from partner where owner_id = :member and archived_at is null
            ) and
            """;

    private final CadenceReader cadence;
    private final JdbcClient jdbc;

    TodayReader(CadenceReader cadence, JdbcClient jdbc) {
        this.cadence = cadence;
        this.jdbc = jdbc;
    }

    /** @param counts all of each section, of which {@code rows} are the first */
    record Found(List<TodayRow> rows, Map<Section, Integer> counts) {}

    /**
     * @param day today in the programme's zone, by which partners slip
     * @param memberId whose actions and partners; null for everybody's
     * @param most how many rows of each section
     */
    Found find(Instant now, LocalDate day, @Nullable Long memberId, @Nullable Long tierId, int most) {
        var counts = new EnumMap<Section, Integer>(Section.class);
        var sql = """
                , due as (
                    select a.id, a.partner_id, a.type, a.note, a.due, a.assignee_id, m.name as assignee,
                           cast(:now at time zone m.zone as date) - a.due as days_late
                    from action a join member m on m.id = a.assignee_id
                    where a.completed_at is null and a.due <= cast(:now at time zone m.zone as date) ${assignee}
                ),
                listed as (
                    select case when due.days_late > 0 then 'OVERDUE' when due.days_late = 0 then 'DUE_TODAY'
                                when ${slipped} then 'SLIPPED' else 'DUE_SOON' end as section,
                           c.*, due.id as action_id, due.type, due.note, due.due as step_due, due.assignee_id,
                           due.assignee, due.days_late
                    from cadence c left join due on due.partner_id = c.partner_id
                    where ${mine} (due.id is not null
                           or ((${slipped}) or (${dueSoon})) ${owner}
                              and not exists (select from action o where o.partner_id = c.partner_id and o.completed_at is null))
                      ${tier}
                ),
                n as (
                    select listed.*, count(*) over (partition by section) as in_section,
                           row_number() over (
                               partition by section
                               order by days_late desc nulls last,
                                        case when section = 'DUE_SOON' then anchor + window_days end,
                                        rank, anchor, lower(name), partner_id, action_id) as place
                    from listed
                )
                select n.*, p.blockers, k.key_name, k.key_address,
                       l.kind, l.direction, l.who, l.occurred_at, l.created_at,
                       (select count(*) from action o where o.partner_id = n.partner_id and o.completed_at is null) as open_actions,
                       (select count(*) from action_postponement o where o.action_id = n.action_id) as postponed,
                       (select min(from_due) from action_postponement o where o.action_id = n.action_id) as first_due
                from n
                join partner p on p.id = n.partner_id
                left join lateral (
                    select k.name as key_name, (select min(address) from contact_address where contact_id = k.id) as key_address
                    from contact_place place join contact k on k.id = place.contact_id
                    where place.partner_id = n.partner_id and place.key_contact and k.archived_at is null limit 1) k on true
                ${lastTouch}
                where n.place <= :most
                order by n.place
                """.replace("${assignee}", memberId == null ? "" : "and a.assignee_id = :member")
                .replace("${mine}", memberId == null ? "" : MINE)
                .replace("${owner}", memberId == null ? "" : "and c.owner_id = :member")
                .replace("${tier}", tierId == null ? "" : "and c.tier_id = :tier")
                .replace("${slipped}", CadenceStatus.SLIPPED.condition())
                .replace("${dueSoon}", CadenceStatus.DUE_SOON.condition())
                .replace("${lastTouch}", LAST_TOUCH);
        var question =
                cadence.ask(day, sql).param("now", now.atOffset(ZoneOffset.UTC)).param("most", most);
        if (memberId != null) question = question.param("member", memberId);
        if (tierId != null) question = question.param("tier", tierId);
        var rows = question.query((row, index) -> {
                    var read = row(row, day);
                    counts.put(read.section(), row.getInt("in_section"));
                    return read;
                })
                .list();
        return new Found(rows, counts);
    }

    /** A partner with which mail came in while its row stood on somebody's page. */
    record Captured(PartnerCadence cadence, LastTouch lastTouch) {}

    /** Those of these partners whose newest contact came to be known since then. */
    List<Captured> captured(Collection<Long> partnerIds, Instant since, LocalDate day) {
        if (partnerIds.isEmpty()) return List.of();
        var news = jdbc.sql("""
                        select distinct tp.partner_id
                        from touch_partner tp join touch t on t.id = tp.touch_id
                        where tp.partner_id = any(:partners) and tp.counts in ('ALWAYS', 'IF_EITHER')
                          and tp.occurred_at >= cast(:since as timestamptz) - interval '1 day' and t.created_at >= :since
                        """)
                .param("partners", partnerIds.toArray(Long[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
        if (news.isEmpty()) return List.of();
        return cadence.ask(day, """
                select n.*, l.* from cadence n %s where n.partner_id = any(:partners) and l.kind is not null
                """.formatted(LAST_TOUCH))
                .param("partners", news.toArray(Long[]::new))
                .query((row, index) -> new Captured(CadenceReader.row(row, day), lastTouch(row)))
                .list();
    }

    long partners() {
        return jdbc.sql("select count(*) from partner where archived_at is null")
                .query(Long.class)
                .single();
    }

    List<TierChoice> tiers() {
        return jdbc.sql("select id, name from tier where archived_at is null order by rank, name")
                .query((row, index) -> new TierChoice(row.getLong("id"), row.getString("name")))
                .list();
    }

    private static TodayRow row(ResultSet row, LocalDate day) throws SQLException {
        return new TodayRow(
                Section.valueOf(row.getString("section")),
                CadenceReader.row(row, day),
                row.getString("type") == null ? null : step(row),
                row.getString("blockers"),
                row.getString("key_name") == null
                        ? null
                        : new KeyContact(row.getString("key_name"), row.getString("key_address")),
                row.getString("kind") == null ? null : lastTouch(row),
                row.getInt("open_actions"));
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong("action_id"),
                NextStep.words(ActionType.valueOf(row.getString("type")), row.getString("note")),
                row.getObject("step_due", LocalDate.class),
                row.getLong("days_late"),
                row.getLong("assignee_id"),
                row.getString("assignee"),
                row.getInt("postponed"),
                row.getObject("first_due", LocalDate.class));
    }

    private static LastTouch lastTouch(ResultSet row) throws SQLException {
        return new LastTouch(
                row.getString("kind"),
                row.getString("direction").equals("RECEIVED"),
                row.getString("who"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
