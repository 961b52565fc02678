package app.touchline.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit, newest first. */
@Component
public class AuditReader {

    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** "Ada deactivated Dana", with what else there is to know, by name. */
    public record Entry(
            long id, Instant at, String by, String what, String kind, String about, Map<String, String> detail) {}

    /** @param older the last id of this page, from which older entries go on; null on the last page */
    public record Page(List<Entry> entries, @Nullable Long older) {}

    /** @param before only entries with a smaller id */
    Page before(long before) {
        return page(jdbc.sql("""
                        select id, at, by_name, what, about, about_name, detail from audit_entry
                        where id < :before order by id desc limit :more
                        """).param("before", before), PAGE);
    }

    /** Of some records of one kind: all that was ever done to them, also when they are gone. */
    public Page about(String kind, Collection<Long> ids, long before) {
        return about(Map.of(kind, ids), before, PAGE);
    }

    /**
     * @param records ids by kind of record
     * @param before only entries with a smaller id
     */
    public Page about(Map<String, ? extends Collection<Long>> records, long before, int size) {
        var kinds = new ArrayList<String>();
        var ids = new ArrayList<Long>();
        records.forEach((kind, all) -> all.forEach(id -> {
            kinds.add(kind);
            ids.add(id);
        }));
        return page(
                jdbc.sql("""
                        select e.id, e.at, e.by_name, e.what, e.about, e.about_name, e.detail
                        from unnest(cast(:kinds as text[]), cast(:ids as bigint[])) as r (kind, id)
                        join lateral (
                            select * from audit_entry
                            where about = r.kind and about_id = r.id and id < :before order by id desc limit :more) e on true
                        order by e.id desc limit :more
                        """)
                        .param("kinds", kinds.toArray(String[]::new))
                        .param("ids", ids.toArray(Long[]::new))
                        .param("before", before),
                size);
    }

    private Page page(StatementSpec statement, int size) {
        var entries = statement
                .param("more", size + 1)
                .query((row, index) -> entry(row))
                .list();
        if (entries.size() <= size) return new Page(entries, null);
        var shown = List.copyOf(entries.subList(0, size));
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
