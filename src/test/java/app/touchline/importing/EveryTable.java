package app.touchline.importing;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of all tables that an undoing puts back, as a digest for each table. */
final class EveryTable {

    /** What is no record's: the audit, what imports themselves keep, notices to capture and to kept numbers, the frame's own. */
    private static final String NOT_PUT_BACK =
            "audit_entry|import_.*|directory_.*|reattribution.*|cadence_change|activity_due|record_change|scheduled_tasks|spring_session.*|flyway.*|deal_sum.*";

    /** These two are what they come to together. */
    private static final String SUMS = """
            (select phase, stage, month, tier_id, type_id, is_sourced, is_influenced, sum(deals) as deals,
                    sum(without_rate) as without_rate, trim_scale(sum(sourced_in_programme)) as sourced,
                    trim_scale(sum(influenced_in_programme)) as influenced, trim_scale(sum(won_sourced)) as won_sourced,
                    trim_scale(sum(won_influenced)) as won_influenced
             from deal_sum_now group by 1, 2, 3, 4, 5, 6, 7 having sum(deals) <> 0)
            """;

    private EveryTable() {}

    static Map<String, String> digests(JdbcClient jdbc) {
        var everything = new TreeMap<String, String>();
        for (var table : jdbc.sql(
                        "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'")
                .query((row, index) -> row.getString(1))
                .list()) {
            if (table.matches(NOT_PUT_BACK)) continue;
            everything.put(table, digest(jdbc, table));
        }
        everything.put("deal_sum", digest(jdbc, SUMS));
        return everything;
    }

    private static String digest(JdbcClient jdbc, String rows) {
        return jdbc.sql(
                        "select coalesce(md5(string_agg(row, '' order by row)), '') from (select md5(to_jsonb(t)::text) as row from %s t) rows"
                                .formatted(rows))
                .query(String.class)
                .single();
    }
}
