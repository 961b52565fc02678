package app.touchline.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import app.touchline.testing.TestDatabase;

/** Looks into the application's database, past the application. */
public final class WhatIsStored implements AutoCloseable {

    /** A touch as stored, in the words of {@link Truth.ExpectedTouch}. */
    record StoredTouch(
            Instant occurredAt,
            String nature,
            String rule,
            String direction,
            boolean undecided,
            Map<String, String> partners,
            Set<String> candidates,
            Set<String> credited,
            Set<String> mailboxes,
            String from) {}

    private final Connection connection;

    public WhatIsStored(TestDatabase.Address database) {
        try {
            connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<StoredTouch> touches() {
        return rows("""
                select t.occurred_at, t.nature, t.rule, t.direction, t.undecided, t.from_address,
                       (select array_agg(distinct p.name || '=' || tp.counts) from touch_partner tp
                          join partner p on p.id = tp.partner_id
                         where tp.touch_id = t.id
                           and exists (select from touch_party y where y.touch_id = t.id and y.partner_id = p.id
                                          and not y.candidate)) as partners,
                       (select array_agg(distinct p.name) from touch_party y join partner p on p.id = y.partner_id
                         where y.touch_id = t.id and y.candidate
                           and not exists (select from touch_party z where z.touch_id = t.id
                                              and z.partner_id = y.partner_id and not z.candidate)) as candidates,
                       (select array_agg(distinct m.email) from touch_credit c join member m on m.id = c.member_id
                         where c.touch_id = t.id) as credited,
                       (select array_agg(distinct b.address) from touch_sighting s join mailbox b on b.id = s.mailbox_id
                         where s.touch_id = t.id) as mailboxes
                from touch t order by t.occurred_at
                """, row -> {
            var partners = new TreeMap<String, String>();
            for (var pair : strings(row, "partners")) {
                int at = pair.lastIndexOf('=');
                partners.put(pair.substring(0, at), pair.substring(at + 1));
            }
            return new StoredTouch(
                    row.getTimestamp("occurred_at").toInstant(),
                    row.getString("nature"),
                    row.getString("rule"),
                    row.getString("direction"),
                    row.getBoolean("undecided"),
                    partners,
                    strings(row, "candidates"),
                    strings(row, "credited"),
                    strings(row, "mailboxes"),
                    row.getString("from_address"));
        });
    }

    /** All that was ever concluded from mail, line by line, without keys that only count up and times of reading. */
    public List<String> touchTables() {
        var lines = new ArrayList<String>();
        lines.addAll(rows("""
                select 'touch ' || (to_jsonb(t) - 'id' - 'created_at' - 'thread_id')::text from touch t order by 1
                """, row -> row.getString(1)));
        lines.addAll(rows("""
                select distinct 'touch_sighting ' || t.message_key || ' ' || t.variant || ' ' || b.address
                  from touch_sighting s join touch t on t.id = s.touch_id join mailbox b on b.id = s.mailbox_id order by 1
                """, row -> row.getString(1)));
        for (var table : List.of("touch_party", "touch_partner", "touch_credit"))
            lines.addAll(rows(
                    "select '" + table + " ' || t.message_key || ' ' || t.variant || ' '"
                            + " || (to_jsonb(x) - 'touch_id')::text"
                            + " from " + table + " x join touch t on t.id = x.touch_id order by 1",
                    row -> row.getString(1)));
        lines.addAll(rows(
                "select 'partner_last_touch ' || to_jsonb(x)::text from partner_last_touch x order by 1",
                row -> row.getString(1)));
        lines.addAll(rows("select 'thread_ref ' || x.ref_hash from thread_ref x order by 1", row -> row.getString(1)));
        return lines;
    }

    /** Where a word stands, in whatever table and column, bytes included: "table: row". Letter case does not matter. */
    public List<String> tracesOf(String word) {
        var traces = new ArrayList<String>();
        var tables = rows(
                "select format('%I.%I', schemaname, tablename) from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')",
                row -> row.getString(1));
        for (var table : tables) {
            // As text, a column of bytes is escaped, so that words in it stay readable.
            execute("set bytea_output = 'escape'");
            traces.addAll(rows(
                    "select x::text from " + table + " x where x::text ilike '%" + word + "%'",
                    row -> table + ": " + row.getString(1)));
        }
        execute("set bytea_output = 'hex'");
        return traces;
    }

    public boolean is(String condition) {
        return rows("select (" + condition + ")", row -> row.getBoolean(1)).getFirst();
    }

    public long number(String query) {
        return rows(query, row -> row.getLong(1)).getFirst();
    }

    public String line(String query) {
        return String.join("; ", rows(query, row -> row.getString(1)));
    }

    public void execute(String statement) {
        try (var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, Row<T> shape) {
        try (var run = connection.createStatement();
                var result = run.executeQuery(query)) {
            var rows = new ArrayList<T>();
            while (result.next()) rows.add(shape.of(result));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? Set.of() : new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
