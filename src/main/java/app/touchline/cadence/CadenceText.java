package app.touchline.cadence;

import app.touchline.settings.TouchCounts;
import app.touchline.touch.CountedTouches;

/**
 * The SQL that sets every partner against its window, from which all lists, counts and exports select. It ends in the
 * common table {@code cadence}, one row per partner, and takes {@code :day}, {@code :endOfDay} (the first moment after
 * it), {@code :zone} and {@code :knownSince}. Now and a past day differ only in where a partner's standing is read from.
 */
final class CadenceText {

    private CadenceText() {}

    private static final String TIERS = """
            with tier_on as materialized (
                select t.id as tier_id, t.name as tier_name, t.rank, t.archived_at, w.window_days, w.lead_days
                from tier t
                cross join lateral (
                    select window_days, lead_days
                    from tier_window
                    where tier_id = t.id
                    -- the one in force; for a day before the tier's first window, that first one
                    order by coalesce(since > :day, false),
                             case when since > :day then since - cast(:day as date) else cast(:day as date) - since end nulls last
                    limit 1
                ) w
            ),
            """;

    private static final String STANDING_NOW = """
            standing as (
                select p.id as partner_id, p.name, p.tier_id, p.owner_id, p.status, p.entered_cadence,
                       -- a clock that was wrong may have left a touch in the future: then the newest up to the day
                       case when l.${last} >= :endOfDay then ${probe} else l.${last} end as last_touch_at
                from partner p
                left join partner_last_touch l on l.partner_id = p.id
                where p.archived_at is null
            ),
            """;

    private static final String STANDING_ON_A_PAST_DAY = """
            standing as (
                select p.id as partner_id, p.name, t.tier_id, o.owner_id, s.status, s.entered_cadence,
                       ${probe} as last_touch_at
                from partner p
                join (
                    select distinct on (partner_id) partner_id, status, entered_cadence
                    from partner_status
                    where since is null or since <= :day
                    order by partner_id, since desc nulls last
                ) s on s.partner_id = p.id
                join (
                    select distinct on (partner_id) partner_id, tier_id
                    from partner_tier
                    where since is null or since <= :day
                    order by partner_id, since desc nulls last
                ) t on t.partner_id = p.id
                left join (
                    select distinct on (partner_id) partner_id, owner_id
                    from partner_owner
                    where since is null or since <= :day
                    order by partner_id, since desc nulls last
                ) o on o.partner_id = p.id
                where p.merged_into is null and (p.archived_at is null or p.archived_at >= :endOfDay)
            ),
            """;

    private static final String PROBE = """
            (
                           select occurred_at
                           from touch_partner
                           where partner_id = p.id and ${counted} and occurred_at < :endOfDay
                           order by occurred_at desc
                           limit 1
                       )""";

    private static final String CADENCE = """
            cadence as (
                select d.*, m.name as owner_name, z.until as snoozed_until, z.reason as snooze_reason,
                       case when status in ('TESTING', 'ACTIVE')
                            then greatest(last_touch, coalesce(nullif(entered_cadence, '-infinity'), :knownSince))
                       end as anchor
                from (
                    select s.*, t.tier_name, t.rank, t.window_days, t.lead_days,
                           cast(s.last_touch_at at time zone :zone as date) as last_touch
                    from standing s
                    join tier_on t on t.tier_id = s.tier_id
                ) d
                left join member m on m.id = d.owner_id
                left join (
                    select distinct on (partner_id) partner_id, began_at, until, reason
                    from partner_snooze
                    where until > :day and began_at < :endOfDay and (ended_at is null or ended_at >= :endOfDay)
                    order by partner_id, began_at desc
                ) z on z.partner_id = d.partner_id and (d.last_touch_at is null or d.last_touch_at <= z.began_at)
            )
            """;

    /**
     * In the place of {@code cadence} where a statement looks at every partner more than once: each is set against its
     * window once only, but no longer found by an index.
     */
    static final String EVERY_PARTNER = "(select * from cadence offset 0) cadence";

    /** Inside, but only by touches noted by hand: without them the anchor would be before the window. */
    private static final String RESTING_ON_HAND_NOTED = """
            anchor + window_days >= :day
            and coalesce(nullif(entered_cadence, '-infinity'), :knownSince) + window_days < :day
            and partner_id in (
                select tp.partner_id
                from touch t
                join touch_partner tp on tp.touch_id = t.id
                where t.noted_by is not null and tp.${counted}
                  and t.occurred_at < :endOfDay
                  and t.occurred_at >= cast(:day - (select max(window_days) from tier_on) as timestamp) at time zone :zone
            )
            and not exists (
                select from touch_partner tp
                join touch captured on captured.id = tp.touch_id and captured.noted_by is null
                where tp.partner_id = cadence.partner_id and tp.${counted}
                  and tp.occurred_at < :endOfDay
                  and tp.occurred_at >= cast(:day - window_days as timestamp) at time zone :zone
            )
            """;

    static String now(TouchCounts counts) {
        return text(STANDING_NOW, counts);
    }

    static String onAPastDay(TouchCounts counts) {
        return text(STANDING_ON_A_PAST_DAY, counts);
    }

    /** The condition under which a row of touch_partner counts, worded as the partial indexes are. */
    static String counted(TouchCounts counts) {
        return CountedTouches.condition(counts);
    }

    /** The condition under which a partner is inside its window by touches alone that were noted by hand. */
    static String restingOnHandNoted(TouchCounts counts) {
        return RESTING_ON_HAND_NOTED.replace("${counted}", counted(counts));
    }

    private static String text(String standing, TouchCounts counts) {
        return (TIERS + standing + CADENCE)
                .replace("${probe}", PROBE)
                .replace("${counted}", counted(counts))
                .replace("${last}", counts == TouchCounts.SENT ? "last_always" : "last_either");
    }
}
