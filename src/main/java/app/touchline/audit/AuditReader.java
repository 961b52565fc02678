package app.touchline.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit, newest first. */
@Component
class AuditReader {

    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** "Ada deactivated Dana", with what else there is to know, by name. */
    record Entry(long id, Instant at, String by, String what, String kind, String about, Map<String, String> detail) {}

    /** @param older the last id of this page, from which older entries go on; null on the last page */
    record Page(List<Entry> entries, @Nullable Long older) {}

    /** @param before only entries with a smaller id */
    Page before(long before) {
        var entries = jdbc.sql("""
                select id, at, by_name, what, about, about_name, detail from audit_entry
                where id < :before order by id desc limit :more
                """)
                .param("before", before)
                .param("more", PAGE + 1)
                .query((row, index) -> entry(row))
                .list();
        if (entries.size() <= PAGE) return new Page(entries, null);
        var shown = entries.subList(0, PAGE);
        return new Page(shown, shown.getLast().id());
    }

    private Entry entry(ResultSet row) throws SQLException {
        var detail = new TreeMap<String, String>();
        for (var part : json.readTree(row.getString("detail")).properties())
            detail.put(part.getKey(), words(part.getValue()));
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"),
                row.getString("what"),
                row.getString("about"),
                row.getString("about_name"),
                detail);
    }

    private static String words(JsonNode value) {
        if (value.isArray())
            return String.join(", ", value.valueStream().map(AuditReader::words).toList());
        return value.isNull() ? "none" : value.isString() ? value.stringValue() : value.toString();
    }
}
