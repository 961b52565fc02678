package app.touchline.cadence;

import app.touchline.settings.TouchCounts;

/**
 * The SQL of coverage on many days a week apart, without asking as of each of them. Every stretch of days in which a
 * partner's tier, window and status stayed the same is one row; the weeks in which it was in cadence, and those that a
 * touch or the entry into cadence kept inside the window, are the bits of two numbers, week 0 being the last.
 */
final class CoverageByWeek {

    /** More bits than weeks must fit into an integer. */
    static final int MOST_WEEKS = 26;

    private CoverageByWeek() {}

    private static final String TEXT = """
            with tier_held as (
                select partner_id, tier_id, since, lag(since) over held as until
                from partner_tier
                window held as (partition by partner_id order by since desc nulls last)
            ),
            status_held as (
                select partner_id, status, since, lag(since) over held as until, entered_cadence
                from partner_status
                window held as (partition by partner_id order by since desc nulls last)
            ),
            window_held as (
                select tier_id, window_days, lead(since) over held as until,
                       -- the first window also stands for the days before it
                       case when row_number() over held > 1 then since end as since
                from tier_window
                window held as (partition by tier_id order by since nulls first)
            ),
            stretch as (
                select p.id as partner_id, t.tier_id, w.window_days,
                       greatest(:day - coalesce(nullif(s.entered_cadence, '-infinity'), :knownSince), 0) as entered_ago,
                       (:day - greatest(t.since, s.since, w.since, :firstDay)) / 7 as first_week,
                       (:day - least(t.until - 1, s.until - 1, w.until - 1,
                                     cast(p.archived_at at time zone :zone as date) - 1, :day) + 6) / 7 as last_week
                from partner p
                join status_held s on s.partner_id = p.id and s.status in ('TESTING', 'ACTIVE')
                join tier_held t on t.partner_id = p.id
                join window_held w on w.tier_id = t.tier_id
                where p.merged_into is null
                  and (s.since is null or s.since <= :day)
                  and (t.since is null or t.since <= :day)
                  and (w.since is null or w.since <= :day)
            ),
            weeks as (
                select tier_id,
                       (1 << first_week + 1) - (1 << last_week) as in_cadence,
                       ${entered} | coalesce((
                           select bit_or(${touched})
                           from (
                               select :day - cast(occurred_at at time zone :zone as date) as touched_ago
                               from touch_partner
                               where partner_id = stretch.partner_id and ${counted} and occurred_at < :endOfDay
                                 and occurred_at >= cast(:firstDay - window_days as timestamp) at time zone :zone
                           ) touch
                       ), 0) as inside
                from stretch
                where first_week >= last_week
            )
            select tier_id, week,
                   coalesce(sum(n) filter (where in_cadence >> week & 1 = 1), 0) as in_cadence,
                   coalesce(sum(n) filter (where in_cadence & inside >> week & 1 = 1), 0) as inside
            from (select tier_id, in_cadence, inside, count(*) as n from weeks group by tier_id, in_cadence, inside) alike
            cross join generate_series(0, :weeks - 1) as week
            group by tier_id, week
            """;

    /** The weeks that something so many days ago keeps inside the window: from its own week to the window's end. */
    private static String weeksInside(String ago) {
        return """
                ((1 << least(ago / 7, :weeks - 1) + 1) - (1 << least(greatest(ago - window_days + 6, 0) / 7, :weeks)))\
                """.replace("ago", ago);
    }

    static String text(TouchCounts counts) {
        return TEXT.replace("${entered}", weeksInside("entered_ago"))
                .replace("${touched}", weeksInside("touched_ago"))
                .replace("${counted}", CadenceText.counted(counts));
    }
}
