package app.touchline.figures;

import app.touchline.money.MoneyReader;

/**
 * The rows behind each measure, as SQL: partner_id, day (in the programme's zone), amount, what (in words), touch_id. A number
 * is the sum of their amounts and a day the first or last of theirs, so that what a page lists is what is counted. Asks for
 * {@code :partners}, {@code :zone}, {@code :today}.
 */
final class Behind {

    /** Where a text names the partners it is about. */
    static final String THESE = "= any(:partners)";

    private static final String THERE_NOW = """
            contact_place k join contact c on c.id = k.contact_id and c.archived_at is null
            """;

    /** The touches of partners as {@code t} and {@code tp}. */
    static final String COUNTED_TOUCHES = """
            from touch_partner tp join touch t on t.id = tp.touch_id
            where tp.counts <> 'NO' and tp.partner_id = any(:partners)
            """;

    /** Who at a partner engaged, and when: partner_id, contact_id, day. */
    static final String ENGAGEMENTS = """
            select y.partner_id, y.contact_id, cast(tp.occurred_at at time zone :zone as date) as day
            from touch_party y
            join touch t on t.id = y.touch_id
            join touch_partner tp on tp.touch_id = y.touch_id and tp.partner_id = y.partner_id and tp.counts <> 'NO'
            where y.partner_id = any(:partners) and y.contact_id is not null and (t.kind <> 'EMAIL' or y.role = 'FROM')
            """;

    /** As it is said aloud, with whom it is about. */
    private static final String DEAL = "substr(d.code, 1, 3) || '-' || substr(d.code, 4) || ' · ' || d.customer";

    private Behind() {}

    static String sql(Measure measure) {
        return switch (measure) {
            case REPS_TOTAL -> """
                    select k.partner_id, k.since as day, 1 as amount, c.name as what, cast(null as bigint) as touch_id
                    from ${there}
                    where k.until is null and k.partner_id = any(:partners)
                    """.replace("${there}", THERE_NOW);
            case REPS_ENGAGED -> repsWith(ENGAGEMENTS, measure);
            case REPS_BRINGING_DEALS -> repsWith("""
                    select partner_id, contact_id, made_on as day from intro
                    where removed_at is null and partner_id = any(:partners)
                    """, measure);
            case REPS_WHO_DELIVER -> repsWith("""
                    select partner_id, contact_id, qualified_on as day from intro
                    where removed_at is null and qualified_on is not null and partner_id = any(:partners)
                    """, measure);
            case INTROS_MADE -> intros("made_on");
            case QUALIFIED_CONVERSATIONS -> intros("qualified_on");
            case LEADS -> """
                    select partner_id, told_on as day, leads as amount, 'Weekly update' as what, cast(null as bigint) as touch_id
                    from lead_count where leads > 0 and partner_id = any(:partners)
                    """;
            case FIRST_TOUCH, LAST_ENGAGEMENT, MESSAGES_SENT, CALLS_BOOKED -> touches(which(measure));
            case DEALS_BROUGHT_IN -> """
                    select s.partner_id, cast(d.registered_at at time zone :zone as date) as day, 1 as amount, ${deal} as what,
                           cast(null as bigint) as touch_id
                    from deal_part s join deal d on d.id = s.deal_id
                    where s.part = 'SOURCED' and d.origin <> 'LEAD' and d.standing not in ('DECLINED', 'WITHDRAWN')
                      and s.partner_id = any(:partners)
                    """.replace("${deal}", DEAL);
            case CLOSED_WON -> sourced("'WON'", "w.closed_on", "w.closed_on");
            case PIPELINE_VALUE -> sourced("'OPEN'", "cast(d.registered_at at time zone :zone as date)", ":today");
        };
    }

    /** Which touches a measure of activity counts. */
    static String which(Measure measure) {
        return switch (measure) {
            case LAST_ENGAGEMENT -> "t.direction <> 'SENT'";
            case MESSAGES_SENT -> "t.kind = 'EMAIL' and t.direction = 'SENT'";
            case CALLS_BOOKED -> "t.kind in ('MEETING', 'CALL')";
            default -> "true";
        };
    }

    /** Who is there now and did something within the measure's period; dated by when they did it first. */
    private static String repsWith(String deeds, Measure measure) {
        return reps("""
                select partner_id, contact_id, min(day) as day
                from (${deeds}) deed where day <= :today
                group by partner_id, contact_id having max(day) > cast(:today as date) - ${period}
                """.replace("${deeds}", deeds).replace("${period}", "" + measure.periodDays()));
    }

    /** @param who partner_id, contact_id and day, one row each */
    static String reps(String who) {
        return """
                select d.partner_id, d.day, 1 as amount, c.name as what, cast(null as bigint) as touch_id
                from (${who}) d
                join contact c on c.id = d.contact_id and c.archived_at is null
                where exists (select from contact_place k
                              where k.contact_id = d.contact_id and k.partner_id = d.partner_id and k.until is null)
                """.replace("${who}", who);
    }

    private static String intros(String day) {
        return """
                select i.partner_id, i.${day} as day, 1 as amount, i.account || coalesce(', by ' || c.name, '') as what,
                       cast(null as bigint) as touch_id
                from intro i left join contact c on c.id = i.contact_id
                where i.removed_at is null and i.${day} is not null and i.partner_id = any(:partners)
                """.replace("${day}", day);
    }

    private static String touches(String which) {
        return """
                select tp.partner_id, cast(tp.occurred_at at time zone :zone as date) as day, 1 as amount,
                       case t.kind when 'EMAIL' then case t.direction when 'SENT' then 'Message to them' else 'Message from them' end
                           when 'MEETING' then 'Meeting' when 'CALL' then 'Call' else 'Other' end as what,
                       tp.touch_id
                """ + COUNTED_TOUCHES + " and (" + which + ")";
    }

    /** What of deals a partner sourced, in the programme's currency by the rate of a day; without a rate it is left out. */
    private static String sourced(String phases, String day, String rateOf) {
        return """
                select s.partner_id, ${day} as day, round(s.amount * dated.rate, dated.decimals) as amount,
                       ${deal} as what, cast(null as bigint) as touch_id
                from deal_part s
                join deal_worth w on w.deal_id = s.deal_id and w.phase in (${phases})
                join deal d on d.id = s.deal_id
                ${rate}
                where s.part = 'SOURCED' and s.partner_id = any(:partners)
                """.replace("${phases}", phases)
                .replace("${day}", day)
                .replace("${rate}", MoneyReader.datedRate("d.currency", rateOf))
                .replace("${deal}", DEAL);
    }
}
