package app.touchline.figures;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;
import app.touchline.touch.StoredNumberChecks;

/**
 * Keeps what the touches say of partners in step with them: of partners that are due it is derived anew, so that nothing depends
 * on the order in which mail was read. Can be killed at any moment and run twice.
 */
@Component
class ActivityUpkeep {

    private static final int AT_ONCE = 200;

    private static final String ACTIVITY = """
            select touched.partner_id, min(touched.day) as first_day, max(touched.day) filter (where engaged) as engaged_day,
                   max(touched.day) as newest_day,
                   cast(count(*) filter (where sent and (m.as_of is null or touched.day > m.as_of)) as integer) as messages_sent,
                   cast(count(*) filter (where booked and (c.as_of is null or touched.day > c.as_of)) as integer) as calls_booked
            from (
                select tp.partner_id, cast(tp.occurred_at at time zone :zone as date) as day,
                       ${engaged} as engaged, ${sent} as sent, ${booked} as booked
                ${touches}
            ) touched
            left join opening_value m on m.partner_id = touched.partner_id and m.measure = 'MESSAGES_SENT'
            left join opening_value c on c.partner_id = touched.partner_id and c.measure = 'CALLS_BOOKED'
            group by touched.partner_id
            """.replace("${engaged}", Behind.which(Measure.LAST_ENGAGEMENT))
            .replace("${sent}", Behind.which(Measure.MESSAGES_SENT))
            .replace("${booked}", Behind.which(Measure.CALLS_BOOKED))
            .replace("${touches}", Behind.COUNTED_TOUCHES);

    private static final String ENGAGEMENTS = """
            select partner_id, contact_id, min(day) as first_day, max(day) as last_day
            from (${engagements}) engaged group by partner_id, contact_id
            """.replace("${engagements}", Behind.ENGAGEMENTS);

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final StoredNumberChecks checks;

    ActivityUpkeep(JdbcClient jdbc, SettingsReader settings, StoredNumberChecks checks) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.checks = checks;
    }

    /** True when there may be more. */
    @Transactional
    boolean some() {
        var due = jdbc.sql("""
                delete from activity_due
                where partner_id = any(array(select distinct partner_id from activity_due limit :most))
                returning partner_id
                """).param("most", AT_ONCE).query(Long.class).list().stream()
                .distinct()
                .toArray(Long[]::new);
        if (due.length == 0) return false;
        for (var kept : new String[] {"partner_activity", "rep_engagement"})
            jdbc.sql("delete from %s where partner_id = any(:partners)".formatted(kept))
                    .param("partners", due)
                    .update();
        insert("partner_activity", ACTIVITY, due);
        insert("rep_engagement", ENGAGEMENTS, due);
        return due.length == AT_ONCE;
    }

    private void insert(String table, String derived, Long[] partners) {
        ask("insert into %s\n%s".formatted(table, derived))
                .param("partners", partners)
                .update();
    }

    /** Of how many partners what is kept differs from what the touches say, those that are due left out; each becomes due. */
    @Transactional
    int differences() {
        var differing = differing("partner_activity", ACTIVITY) + differing("rep_engagement", ENGAGEMENTS);
        checks.found("partners' activities", differing);
        return differing;
    }

    private int differing(String table, String derived) {
        return ask("""
                with derived as (${derived}),
                differing as (
                    (select * from derived except select * from ${table})
                    union all
                    (select * from ${table} except select * from derived)
                )
                insert into activity_due (partner_id)
                select partner_id from differing except select partner_id from activity_due
                """.replace("${derived}", derived.replace(Behind.THESE, "is not null"))
                        .replace("${table}", table))
                .update();
    }

    private StatementSpec ask(String sql) {
        return jdbc.sql(sql).param("zone", settings.zone().getId());
    }
}
