package app.touchline.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds where people wrote of a person: in any text of a partner or of what belongs to one, whichever table it is in, so
 * that a table which comes later is looked through too. What captured mail says is none of it.
 */
@Component
class Writings {

    private static final int MOST = 200;
    private static final int AROUND = 60;

    /** Whoever searches for "Al" finds nothing that helps. */
    private static final int SHORTEST = 3;

    private final JdbcClient jdbc;

    Writings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One text in which somebody is named.
     *
     * @param where "action note"
     * @param text all of it
     * @param part what stands around the name
     */
    record Writing(long partnerId, String partner, String where, String text, String part) {}

    /** @param ofDeal it belongs to a deal, and by that to a partner */
    private record Place(String table, String column, boolean ofDeal) {

        /** From the database's own catalogue, quoted by it. */
        String rows() {
            var partner = ofDeal ? "deal.partner_id" : table.equals("partner") ? "id" : "partner_id";
            return "select %s as partner_id, '%s' as place, %s.%s as said from %s%s"
                    .formatted(
                            partner,
                            words().replace("'", ""),
                            table,
                            column,
                            table,
                            ofDeal ? " join deal on deal.id = %s.deal_id".formatted(table) : "");
        }

        private String words() {
            return ((table.equals("partner") ? "" : table + " ") + column)
                    .replace('_', ' ')
                    .replace("\"", "");
        }
    }

    /** @param names addresses and names; any of them, in whatever case */
    List<Writing> of(Collection<String> names) {
        var wanted = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.length() >= SHORTEST)
                .distinct()
                .toList();
        if (wanted.isEmpty()) return List.of();
        var rows = new ArrayList<String>();
        rows.add("""
                select y.partner_id, 'touch note' as place, t.note as said
                from touch t join touch_partner y on y.touch_id = t.id where t.note is not null""");
        places().forEach(place -> rows.add(place.rows()));
        return jdbc.sql("""
                select distinct p.id, p.name, w.place, w.said
                from (%s) w join partner p on p.id = w.partner_id
                where exists (select from unnest(cast(:names as text[])) name where position(name in lower(w.said)) > 0)
                order by p.name, p.id, w.place, w.said limit :most
                """.formatted(String.join("\nunion all\n", rows)))
                .param("names", wanted.toArray(String[]::new))
                .param("most", MOST)
                .query((row, index) -> new Writing(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("place"),
                        row.getString("said"),
                        part(row.getString("said"), wanted)))
                .list();
    }

    private List<Place> places() {
        return jdbc.sql("""
                select quote_ident(c.table_name) as in_table, quote_ident(c.column_name) as in_column,
                       c.table_name <> 'partner' and 'partner_id' <> all (others.names) as of_deal
                from information_schema.columns c
                join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                    and t.table_type = 'BASE TABLE'
                cross join lateral (
                    select array_agg(cast(other.column_name as text)) as names from information_schema.columns other
                    where other.table_schema = c.table_schema and other.table_name = c.table_name) others
                where c.table_schema = current_schema() and c.data_type = 'text'
                  and c.table_name not in ('touch_party', 'partner_domain', 'directory_change')
                  and (c.table_name = 'partner' or others.names && array['partner_id', 'deal_id'])
                order by 1, c.ordinal_position
                """)
                .query((row, index) ->
                        new Place(row.getString("in_table"), row.getString("in_column"), row.getBoolean("of_deal")))
                .list();
    }

    private static String part(String text, List<String> names) {
        var lower = text.toLowerCase(Locale.ROOT);
        @Nullable String named = null;
        for (var name : names) if (lower.contains(name)) named = name;
        int at = named == null ? 0 : Math.min(lower.indexOf(named), text.length());
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), at + (named == null ? 0 : named.length()) + AROUND);
        return (from > 0 ? "…" : "") + text.substring(from, to).strip() + (to < text.length() ? "…" : "");
    }
}
