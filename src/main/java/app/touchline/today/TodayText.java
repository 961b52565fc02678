package app.touchline.today;

import app.touchline.cadence.CadenceStatus;
import app.touchline.ninetyday.TestReader;
import app.touchline.response.ReplyState;

/** The SQL of the daily list: every reason a partner is on it, each a row, set against the partner's cadence. */
final class TodayText {

    private TodayText() {}

    /** The newest human contact of the partner named by {@code n.partner_id}. */
    static final String LAST_TOUCH = """
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

    /**
     * Each reason is found by an index where it is somebody's own; the last one is every partner that may have slipped. Of
     * a partner's threads that wait on the same side the longest waiting one stands for all.
     */
    private static final String REASONS = """
            , due as (
                select a.id, a.partner_id, a.type, a.note, a.due, a.assignee_id, m.name as assignee,
                       cast(:now at time zone m.zone as date) - a.due as days_late
                from action a join member m on m.id = a.assignee_id
                where a.completed_at is null and a.due <= cast(:now at time zone m.zone as date) ${assignee}
            ),
            candidate as (
                select id from partner where archived_at is null ${owner}
            ),
            reason as (
                select case when days_late > 0 then 'OVERDUE' else 'DUE_TODAY' end as section, partner_id,
                       id as action_id, type, note, due as step_due, assignee_id, assignee, days_late,
                       cast(null as bigint) as touch_id, cast(null as timestamptz) as asked_at,
                       cast(null as timestamptz) as last_at, cast(null as bigint) as threads,
                       cast(null as date) as test_ends
                from due
                union all
                (select distinct on (r.partner_id) 'REPLY_OWED', r.partner_id, null, null, null, null, null, null, null,
                        r.last_touch_id, r.asked_at, r.last_at, count(*) over (partition by r.partner_id), null
                 from response r where ${mine} ${owed} order by r.partner_id, r.last_at, r.last_touch_id)
                union all
                (select distinct on (r.partner_id) 'REPLY_AWAITED', r.partner_id, null, null, null, null, null, null, null,
                        r.last_touch_id, r.asked_at, r.last_at, count(*) over (partition by r.partner_id), null
                 from response r where ${mine} ${awaited} order by r.partner_id, r.last_at, r.last_touch_id)
                union all
                select 'TEST_ENDING', t.partner_id, null, null, null, null, null, null, null, null, null, null, null, t.ends_on
                from ninety_day_test t where ${running} and t.ends_on <= cast(:day as date) + 14 ${ofMyTests}
                union all
                select null, id, null, null, null, null, null, null, null, null, null, null, null, null from candidate
            ),
            listed as (
                select coalesce(reason.section, case when ${slipped} then 'SLIPPED' else 'DUE_SOON' end) as section, c.*,
                       reason.action_id, reason.type, reason.note, reason.step_due, reason.assignee_id, reason.assignee,
                       reason.days_late, reason.touch_id, reason.asked_at, reason.last_at, reason.threads, reason.test_ends
                from reason join ${cadence} c on c.partner_id = reason.partner_id
                where (reason.section is not null
                       or ((${slipped}) or (${dueSoon})) and snoozed_until is null
                          and not exists (select from action o where o.partner_id = c.partner_id and o.completed_at is null))
                  ${tier} ${type}
            ),
            """;

    private static final String ROWS = """
            n as (
                select listed.*, count(*) over (partition by section) as in_section,
                       row_number() over (
                           partition by section
                           order by days_late desc nulls last, last_at, test_ends,
                                    case when section = 'DUE_SOON' then anchor + window_days end,
                                    rank, anchor, lower(name), partner_id, action_id, touch_id) as place
                from listed
            )
            select n.*, p.blockers, k.key_name, k.key_address, w.subject, w.writer,
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
            left join lateral (
                select t.subject,
                       case when t.direction = 'RECEIVED'
                            then (select c.name from touch_party x join contact c on c.id = x.contact_id
                                  where x.touch_id = t.id and x.partner_id = n.partner_id and x.role = 'FROM' limit 1)
                            else (select m.name from touch_credit x join member m on m.id = x.member_id
                                  where x.touch_id = t.id order by m.id limit 1)
                       end as writer
                from touch t where t.id = n.touch_id) w on true
            """ + LAST_TOUCH + """
            where n.place <= :most and (cast(:only as text) is null or n.section = :only)
            order by n.place
            """;

    private static final String TYPE =
            "and exists (select from partner f where f.id = c.partner_id and f.type_id = :type)";

    private static final String COUNTS = """
            n as (select section, count(*) as in_section from listed group by section)
            select section, in_section from n
            """;

    static String rows(TodayFilter filter) {
        return filtered(REASONS + ROWS, filter);
    }

    static String counts(TodayFilter filter) {
        return filtered(REASONS + COUNTS, filter);
    }

    private static String filtered(String text, TodayFilter filter) {
        return text.replace("${cadence}", filter.mine() ? "cadence" : "(select * from cadence offset 0)")
                .replace("${assignee}", filter.mine() ? "and a.assignee_id = :member" : "")
                .replace("${owner}", filter.mine() ? "and owner_id = :member" : "")
                .replace("${mine}", filter.mine() ? "r.partner_id in (select id from candidate) and" : "")
                .replace("${tier}", filter.tierId() == null ? "" : "and c.tier_id = :tier")
                .replace("${type}", filter.typeId() == null ? "" : TYPE)
                .replace("${running}", TestReader.RUNNING)
                .replace("${ofMyTests}", filter.mine() ? "and t.partner_id in (select id from candidate)" : "")
                .replace("${owed}", ReplyState.OWED.condition())
                .replace("${awaited}", ReplyState.AWAITED.condition())
                .replace("${slipped}", CadenceStatus.SLIPPED.condition())
                .replace("${dueSoon}", CadenceStatus.DUE_SOON.condition());
    }
}
