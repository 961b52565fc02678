package app.touchline.views;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.cadence.CadenceReader;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.Measure;
import app.touchline.figures.PartnerFigures;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.TrackerField;

/**
 * Reads what a view shows, page by page: first which partners, with only what decides that, then their columns. A page begins after
 * the last partner of the one before it, wherever that stands now.
 */
@Component
@Transactional(readOnly = true)
class ViewReader {

    private final CadenceReader cadence;
    private final FiguresReader figures;
    private final JdbcClient jdbc;

    ViewReader(CadenceReader cadence, FiguresReader figures, JdbcClient jdbc) {
        this.cadence = cadence;
        this.figures = figures;
        this.jdbc = jdbc;
    }

    /** @param values what is known of the view's columns: text, day, number or yes and no */
    record Row(long partnerId, String name, Map<TrackerField, Object> values) {

        public @Nullable Object value(TrackerField field) {
            return values.get(field);
        }
    }

    /**
     * @param total how many partners the view shows in all
     * @param next after which partner the next page begins; null on the last
     */
    record ViewPage(List<Row> rows, long total, @Nullable Long next) {}

    /** @param value null: nothing is known */
    record Group(@Nullable String value, long count) {}

    private record Key(long partnerId, long total) {}

    /** @param after the last partner of the page before; null: the first page */
    ViewPage page(View view, LocalDate day, @Nullable Long after, int most) {
        var keys = statement(
                        view,
                        day,
                        keyed(view) + """
                select keyed.partner_id, keyed.total from keyed left join (select * from keyed where partner_id = :after) last on true
                where cast(:after as bigint) is null or last.partner_id is null
                   or (keyed.key %1$s last.key or (keyed.key is null and last.key is not null)
                       or (keyed.key is not distinct from last.key and keyed.partner_id > last.partner_id))
                order by keyed.key %2$s nulls last, keyed.partner_id limit :most
                """.formatted(view.descending() ? "<" : ">", view.descending() ? "desc" : "asc"))
                .param("after", after, java.sql.Types.BIGINT)
                .param("most", most + 1)
                .query((row, index) -> new Key(row.getLong("partner_id"), row.getLong("total")))
                .list();
        var shown = keys.size() > most ? keys.subList(0, most) : keys;
        var rows = rows(shown.stream().map(Key::partnerId).toList(), view, day);
        return new ViewPage(
                rows,
                keys.isEmpty()
                        ? (after == null ? 0 : count(view, day))
                        : keys.getFirst().total(),
                keys.size() > most ? shown.getLast().partnerId() : null);
    }

    private static String keyed(View view) {
        return ", keyed as materialized (select cadence.partner_id, %s as key, count(*) over () as total %s where %s)\n"
                .formatted(
                        sortKey(view.sort()),
                        FieldText.from(view.deciding(), view.showsPolitePasses()),
                        ViewConditions.of(view));
    }

    private static String sortKey(TrackerField field) {
        var expression = FieldText.expression(field);
        return switch (field) {
            case TIER -> "cadence.rank";
            default ->
                switch (field.kind()) {
                    case TEXT, NOTE, LIST, CHOICE -> "lower(%s)".formatted(expression);
                    case YES_NO, DATE, NUMBER, MONEY -> expression;
                };
        };
    }

    long count(View view, LocalDate day) {
        return statement(
                        view,
                        day,
                        "select count(*) " + FieldText.from(view.deciding(), view.showsPolitePasses()) + " where "
                                + ViewConditions.of(view))
                .query(Long.class)
                .single();
    }

    /** By the view's group, the largest first. */
    List<Group> groups(View view, LocalDate day) {
        var group = view.group();
        if (group == null) return List.of();
        return statement(
                        view,
                        day,
                        "select cast(%s as text) as value, count(*) as partners %s where %s group by 1 order by 2 desc, 1 limit 100"
                                .formatted(
                                        FieldText.expression(group),
                                        FieldText.from(view.deciding(), view.showsPolitePasses()),
                                        ViewConditions.of(view)))
                .query((row, index) -> new Group(row.getString("value"), row.getLong("partners")))
                .list();
    }

    private StatementSpec statement(View view, LocalDate day, String rest) {
        // a plan that was made for whatever values joins thousands of partners one by one
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        var statement = cadence.ask(day, rest).param("today", day);
        for (var at = 0; at < view.conditions().size(); at++)
            statement = statement.param(
                    "v" + at, ViewConditions.argument(view.conditions().get(at), day));
        return statement;
    }

    /** These partners' columns, in this order. */
    private List<Row> rows(List<Long> ids, View view, LocalDate day) {
        var columns = view.columns();
        if (ids.isEmpty()) return List.of();
        var read = columns.stream().filter(field -> !FieldText.isMeasure(field)).toList();
        var fields = read.isEmpty() ? EnumSet.of(TrackerField.PARTNER) : EnumSet.copyOf(read);
        var found = cadence
                .ask(
                        day,
                        "select cadence.partner_id, cadence.name as partner_name, %s %s where cadence.partner_id = any(:ids)"
                                .formatted(
                                        fields.stream()
                                                .map(field -> FieldText.expression(field) + " as " + column(field))
                                                .collect(Collectors.joining(", ")),
                                        FieldText.fromSome(fields, view.showsPolitePasses())))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> row(row, fields))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::partnerId, row -> row));
        if (read.size() < columns.size()) {
            var measured = figures.of(ids, day);
            for (var row : found.values())
                measure(row, columns, measured.getOrDefault(row.partnerId(), new PartnerFigures(Map.of())));
        }
        var ordered = new LinkedHashMap<Long, Row>();
        for (var id : ids) if (found.containsKey(id)) ordered.put(id, found.get(id));
        return List.copyOf(ordered.values());
    }

    private static String column(TrackerField field) {
        return "f_" + field.heading();
    }

    private static Row row(ResultSet row, Set<TrackerField> fields) throws SQLException {
        var values = new EnumMap<TrackerField, Object>(TrackerField.class);
        for (var field : fields) {
            var value = switch (field.kind()) {
                case DATE -> row.getObject(column(field), LocalDate.class);
                case NUMBER, MONEY -> row.getBigDecimal(column(field));
                case YES_NO -> row.getObject(column(field), Boolean.class);
                case TEXT, NOTE, LIST, CHOICE -> text(field, row.getString(column(field)));
            };
            if (value != null) values.put(field, value);
        }
        return new Row(row.getLong("partner_id"), row.getString("partner_name"), values);
    }

    private static @Nullable String text(TrackerField field, @Nullable String stored) {
        return stored == null ? null : Coded.inWords(field, stored);
    }

    private static void measure(Row row, List<TrackerField> columns, PartnerFigures measured) {
        for (var field : columns) {
            if (!FieldText.isMeasure(field)) continue;
            var figure = measured.of(Measure.valueOf(field.name()));
            if (!figure.known()) continue;
            Object value = field.kind() == Kind.DATE ? figure.day() : figure.amount();
            if (value instanceof BigDecimal number)
                value = number.stripTrailingZeros().scale() < 0 ? number.setScale(0) : number.stripTrailingZeros();
            if (value != null) row.values().put(field, value);
        }
    }
}
