package app.touchline.views;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.touchline.cadence.CadenceStatus;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.Measure;
import app.touchline.partner.TrackerField;

/**
 * Where the database has each field of the tracker: an expression on the common table {@code cadence}, the partner {@code p}
 * beside it, and what has to be joined for it. Lists, filters, sorting, groups and files all read a field from here.
 */
final class FieldText {

    private FieldText() {}

    /** What has to be joined to a partner for some fields; all partners' at once, or each partner's by itself. */
    enum Join {
        TYPE("left join partner_type ty on ty.id = p.type_id"),
        CONTACT("""
                left join lateral (
                    select place.partner_id, c.name, c.role, c.chat_handle, place.since,
                           (select string_agg(a.address, ' ' order by a.address) from contact_address a where a.contact_id = c.id) as emails
                    from contact_place place join contact c on c.id = place.contact_id
                    where ${own of place} place.key_contact and place.until is null) kc on kc.partner_id = p.id"""),
        STEP("""
                left join lateral (
                    select distinct on (a.partner_id) a.partner_id, a.due, a.type, a.note, m.name as who
                    from action a join member m on m.id = a.assignee_id
                    where ${own of a} a.completed_at is null
                    order by a.partner_id, a.due, a.id) step on step.partner_id = p.id"""),
        DONE("""
                left join lateral (
                    select cast(a.completed_at at time zone :zone as date) as day, a.note from action a
                    where a.partner_id = p.id and a.completed_at is not null order by a.completed_at desc, a.id desc limit 1) done on true"""),
        TEST("""
                left join lateral (
                    select distinct on (t.partner_id) t.partner_id, t.goal, t.starts_on, t.ends_on, t.verdict
                    from ninety_day_test t
                    where ${own of t} t.called_off_on is null
                    order by t.partner_id, t.verdict in ('ON_TRACK', 'AT_RISK') desc, t.starts_on desc, t.id desc
                ) test on test.partner_id = p.id"""),
        ANSWERS("""
                left join lateral (
                    select q.icp_match, q.accounts, q.intro_mechanism, q.economics,
                           case when not q.passed and q.reopened_on is null then q.reason end as pass_reason,
                           case when not q.passed and q.reopened_on is null then q.decided_on end as pass_on
                    from qualification q where q.partner_id = p.id
                    order by q.decided_at desc, q.id desc limit 1) q on true""");

        private final String text;

        Join(String text) {
            this.text = text;
        }

        /** For all partners at once. */
        String ofAll() {
            return text.replaceAll("\\$\\{own of \\w+} ", "");
        }

        /** For each partner by itself. */
        String ofEach() {
            return text.replaceAll("\\$\\{own of (\\w+)}", "$1.partner_id = p.id and");
        }
    }

    static String expression(TrackerField field) {
        return switch (field) {
            case PARTNER -> "cadence.name";
            case EXTERNAL_ID -> "p.external_id";
            case TIER -> "cadence.tier_name";
            case OWNER -> "cadence.owner_name";
            case STATUS -> "cadence.status";
            case PARTNER_SINCE -> "p.partner_since";
            case TIER_SINCE -> since("partner_tier");
            case OWNER_SINCE -> since("partner_owner");
            case STATUS_SINCE -> since("partner_status");
            case DOMAINS ->
                "(select string_agg(d.domain, ' ' order by d.domain) from partner_domain d where d.partner_id = p.id)";
            case CONTACT_NAME -> "kc.name";
            case CONTACT_EMAIL -> "kc.emails";
            case CONTACT_ROLE -> "kc.role";
            case CONTACT_FROM -> "kc.since";
            case KEY_CONTACT -> "case when kc.name is not null then true end";
            case CHAT_HANDLE -> "nullif(kc.chat_handle, '')";
            case NOTES -> "nullif(p.notes, '')";
            case BLOCKERS -> "nullif(p.blockers, '')";
            case TYPE -> "ty.name";
            case ARCHETYPE -> "p.archetype";
            case REGION -> "nullif(p.region, '')";
            case VERTICAL -> "nullif(p.vertical, '')";
            case HYPERSCALER -> "nullif(p.hyperscaler, '')";
            case SLACK_CHANNEL -> "nullif(p.slack_channel, '')";
            case CRM_LINK -> "nullif(p.crm_link, '')";
            case ORIGIN_STORY -> "nullif(p.origin_story, '')";
            case AGREEMENT_TERMS -> "nullif(p.agreement_terms, '')";
            case PROPOSALS_SENT -> "p.proposals_sent";
            case PHASE -> "cast(p.phase as text)";
            case PHASE_1 -> phase(1);
            case PHASE_2 -> phase(2);
            case PHASE_3 -> phase(3);
            case PHASE_4 -> phase(4);
            case ICP_MATCH -> "q.icp_match";
            case ACCOUNTS_NAMED -> "nullif(q.accounts, '')";
            case INTRO_MECHANISM -> "nullif(q.intro_mechanism, '')";
            case ECONOMICS -> "q.economics";
            case POLITE_PASS -> "q.pass_reason";
            case POLITE_PASS_ON -> "q.pass_on";
            case TEST_GOAL -> "test.goal";
            case TEST_START -> "test.starts_on";
            case TEST_END -> "test.ends_on";
            case TEST_VERDICT -> "test.verdict";
            case LAST_ACTION_DATE -> "done.day";
            case LAST_ACTION -> "nullif(done.note, '')";
            case NEXT_ACTION_DATE -> "step.due";
            case NEXT_ACTION_TYPE -> "step.type";
            case NEXT_ACTION_WHO -> "step.who";
            case NEXT_ACTION -> "nullif(step.note, '')";
            case LAST_TOUCH -> "cadence.last_touch";
            case DAYS_SINCE_TOUCH -> "(cast(:day as date) - cadence.last_touch)";
            case DUE -> "(cadence.anchor + cadence.window_days)";
            case CADENCE -> cadence();
            case REPS_TOTAL,
                    REPS_ENGAGED,
                    REPS_BRINGING_DEALS,
                    REPS_WHO_DELIVER,
                    INTROS_MADE,
                    QUALIFIED_CONVERSATIONS,
                    LEADS,
                    DEALS_BROUGHT_IN,
                    CLOSED_WON,
                    PIPELINE_VALUE,
                    MESSAGES_SENT,
                    CALLS_BOOKED,
                    FIRST_TOUCH,
                    LAST_ENGAGEMENT -> value(Measure.valueOf(field.name()));
        };
    }

    private static String since(String history) {
        return "(select h.since from %s h where h.partner_id = p.id and (h.since is null or h.since <= :day) order by h.since desc nulls last limit 1)"
                .formatted(history);
    }

    private static String phase(int number) {
        return "(select ph.since from partner_phase ph where ph.partner_id = p.id and ph.phase = %d)".formatted(number);
    }

    private static String cadence() {
        return java.util.Arrays.stream(CadenceStatus.values())
                .map(status -> "when %s then '%s'".formatted(status.condition(), status.name()))
                .collect(Collectors.joining(" ", "case ", " end"));
    }

    /** Nothing computed is none; a day that is not known is no day. */
    private static String value(Measure measure) {
        var value = measured(measure) + ".value";
        return measure.isDay() ? value : "coalesce(%s, 0)".formatted(value);
    }

    private static String measured(Measure measure) {
        return "m_" + measure.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Each partner is set against its window once, however often a statement looks at it. */
    private static final String EVERY_PARTNER = "(select * from cadence offset 0) cadence";

    static boolean isMeasure(TrackerField field) {
        return java.util.Arrays.stream(Measure.values())
                .anyMatch(measure -> measure.name().equals(field.name()));
    }

    private static Set<Join> joins(TrackerField field) {
        return switch (field) {
            case TYPE -> EnumSet.of(Join.TYPE);
            case CONTACT_NAME, CONTACT_EMAIL, CONTACT_ROLE, CONTACT_FROM, KEY_CONTACT, CHAT_HANDLE ->
                EnumSet.of(Join.CONTACT);
            case NEXT_ACTION_DATE, NEXT_ACTION_TYPE, NEXT_ACTION_WHO, NEXT_ACTION -> EnumSet.of(Join.STEP);
            case LAST_ACTION_DATE, LAST_ACTION -> EnumSet.of(Join.DONE);
            case TEST_GOAL, TEST_START, TEST_END, TEST_VERDICT -> EnumSet.of(Join.TEST);
            case ICP_MATCH, ACCOUNTS_NAMED, INTRO_MECHANISM, ECONOMICS, POLITE_PASS, POLITE_PASS_ON ->
                EnumSet.of(Join.ANSWERS);
            default -> EnumSet.noneOf(Join.class);
        };
    }

    /** Polite passes lie in the archive and are no longer set against a window: of them only what stands on them is known. */
    private static final String POLITE_PASSES_TOO = """
            (select a.id as partner_id, a.name, a.tier_id, t.name as tier_name, t.rank, a.owner_id, m.name as owner_name, a.status,
                    cast(null as date) as last_touch, cast(null as date) as anchor, 0 as window_days, 0 as lead_days
             from partner a join tier t on t.id = a.tier_id left join member m on m.id = a.owner_id
             where a.merged_into is null) cadence""";

    /** A polite pass is the newest answer to the four questions, and was not reopened. */
    static final String NO_POLITE_PASS = """
            not exists (
                select from qualification f
                where f.partner_id = p.id and not f.passed and f.reopened_on is null
                  and not exists (
                      select from qualification newer
                      where newer.partner_id = f.partner_id and (newer.decided_at, newer.id) > (f.decided_at, f.id)))
            """;

    /**
     * {@code from} with all that these fields need, where every partner is looked at.
     *
     * @param politePasses whether those are wanted that did not qualify
     */
    static String from(Set<TrackerField> fields, boolean politePasses) {
        return from(
                politePasses ? POLITE_PASSES_TOO : EVERY_PARTNER, joins(fields).map(Join::ofAll), fields);
    }

    /** The same where only a few partners are asked for. */
    static String fromSome(Set<TrackerField> fields, boolean politePasses) {
        return from(politePasses ? POLITE_PASSES_TOO : "cadence", joins(fields).map(Join::ofEach), fields);
    }

    private static Stream<Join> joins(Set<TrackerField> fields) {
        var joins = EnumSet.noneOf(Join.class);
        fields.forEach(field -> joins.addAll(joins(field)));
        return joins.stream();
    }

    private static String from(String partners, Stream<String> joins, Set<TrackerField> fields) {
        var measures = fields.stream()
                .filter(FieldText::isMeasure)
                .map(field -> Measure.valueOf(field.name()))
                .map(measure -> "left join (%s) %s on %s.partner_id = p.id"
                        .formatted(FiguresReader.valueOfEach(measure), measured(measure), measured(measure)));
        return Stream.concat(joins, measures)
                .collect(Collectors.joining(
                        "\n", "from " + partners + " join partner p on p.id = cadence.partner_id\n", "\n"));
    }
}
