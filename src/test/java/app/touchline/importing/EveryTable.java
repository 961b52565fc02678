package app.touchline.importing;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of all tables that an undoing puts back, as a digest for each table. */
final class EveryTable {

    /** What is no record's: the audit, what imports themselves keep, notices to capture and to kept numbers, the frame's own. */
    private static final String NOT_PUT_BACK =
            "audit_entry|import_.*|directory_.*|reattribution.*|cadence_change|activity_due|record_change|scheduled_tasks|spring_session.*|flyway.*";

    private EveryTable() {}

    static Map<String, String> digests(JdbcClient jdbc) {
        var everything = new TreeMap<String, String>();
        for (var table : jdbc.sql(
                        "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'")
                .query((row, index) -> row.getString(1))
                .list()) {
            if (table.matches(NOT_PUT_BACK)) continue;
            everything.put(
                    table,
                    jdbc.sql(
                                    "select coalesce(md5(string_agg(row, '' order by row)), '') from (select md5(to_jsonb(t)::text) as row from %s t) rows"
                                            .formatted(table))
                            .query(String.class)
                            .single());
        }
        return everything;
    }
}
