package app.touchline.figures;

/**
 * What the rows behind a measure come to for each partner, as SQL: partner_id, amount, first_day, last_day. With an opening
 * value only what came after its day is added up, unless it lapsed. What follows from touches is read as it is kept, and from the
 * touches themselves where that is due to be derived anew or tells of a day that has not come. Asks for {@code :zone} and
 * {@code :today}.
 */
final class Tally {

    /** Of these partners what is kept does not say how things stand today. */
    private static final String NOT_AS_KEPT = """
            select partner_id from activity_due
            union
            select partner_id from partner_activity where newest_day > :today
            """;

    private static final String ADDED_UP = """
            select m.partner_id, sum(m.amount) filter (where b.as_of is null or m.day > b.as_of) as amount,
                   min(m.day) as first_day, max(m.day) as last_day
            from (${rows}) m left join (${opening}) b on b.partner_id = m.partner_id
            where m.day is null or m.day <= :today
            group by m.partner_id
            """;

    private static final String KEPT = """
            select partner_id, ${number} as amount, first_day, engaged_day as last_day
            from partner_activity
            where partner_id = any(:partners) and partner_id not in (${notAsKept})
            """;

    private static final String KEPT_ENGAGEMENTS = """
            select partner_id, contact_id, first_day as day
            from rep_engagement
            where partner_id = any(:partners) and partner_id not in (${notAsKept})
              and last_day > cast(:today as date) - ${period}
            """;

    private Tally() {}

    /** Of the partners {@code :partners}. */
    static String ofThese(Measure measure) {
        return of(measure).replace("${asked}", "where partner_id " + Behind.THESE);
    }

    /** Of all partners of which there is anything to add up. */
    static String ofEverybody(Measure measure) {
        return of(measure).replace("${asked}", "").replace(Behind.THESE, "is not null");
    }

    private static String of(Measure measure) {
        return switch (measure) {
            case FIRST_TOUCH, LAST_ENGAGEMENT -> kept(measure, "cast(null as integer)");
            case MESSAGES_SENT -> kept(measure, "messages_sent");
            case CALLS_BOOKED -> kept(measure, "calls_booked");
            case REPS_ENGAGED -> addedUp(measure, engagedReps(measure));
            default -> addedUp(measure, Behind.sql(measure));
        };
    }

    private static String kept(Measure measure, String number) {
        return KEPT.replace("${number}", number).replace("${notAsKept}", NOT_AS_KEPT)
                + "union all\n"
                + addedUp(measure, ofThoseNotAsKept(Behind.sql(measure)));
    }

    private static String engagedReps(Measure measure) {
        return Behind.reps(KEPT_ENGAGEMENTS
                        .replace("${notAsKept}", NOT_AS_KEPT)
                        .replace("${period}", "" + measure.periodDays()))
                + "union all\n"
                + ofThoseNotAsKept(Behind.sql(measure));
    }

    private static String ofThoseNotAsKept(String rows) {
        return rows.replace(
                Behind.THESE, "= any(array(select partner_id from (%s) due ${asked}))".formatted(NOT_AS_KEPT));
    }

    private static String addedUp(Measure measure, String rows) {
        return ADDED_UP.replace("${rows}", rows).replace("${opening}", opening(measure));
    }

    /** What was brought along of a measure and has not lapsed: partner_id, amount, day, as_of. */
    static String opening(Measure measure) {
        return "select partner_id, amount, day, as_of from opening_value where measure = '%s' and as_of > cast(:today as date) - %d"
                .formatted(measure.name(), measure.periodDays() > 0 ? measure.periodDays() : 100_000);
    }
}
