package app.touchline.views;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
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
import app.touchline.cadence.PartnerCadence;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.Measure;
import app.touchline.figures.PartnerFigures;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.TrackerField;

/**
 * Reads what a view shows, page by page: first which partners, with only what decides that, then their columns. A page begins where
 * the one before it ended, whatever has become of its partners.
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

    /**
     * @param key what the view is ordered by, as the database writes it; null for nothing
     * @param cadence how it stands against its window; null for a polite pass
     * @param values what is known of the view's columns: text, day, number or yes and no
     */
    record Row(
            long partnerId,
            String name,
            @Nullable String key,
            @Nullable PartnerCadence cadence,
            Map<TrackerField, Object> values) {

        public @Nullable Object value(TrackerField field) {
            return values.get(field);
        }

        private Row at(@Nullable String place) {
            return new Row(partnerId, name, place, cadence, values);
        }
    }

    /**
     * @param total how many partners the view shows in all
     * @param from which of them the first row is, from 1
     */
    record ViewPage(List<Row> rows, long total, long from) {

        public long to() {
            return from + rows.size() - 1;
        }

        /** To the page before; null on the first. */
        public @Nullable Turn previous() {
            return from <= 1 || rows.isEmpty() ? null : Turn.before(rows.getFirst());
        }

        /** To the page after; null on the last. */
        public @Nullable Turn next() {
            return rows.isEmpty() || to() >= total ? null : Turn.after(rows.getLast());
        }
    }

    /** @param value null: nothing is known */
    record Group(@Nullable String value, long count) {}

    /** @param further how many there are from the place on, in the direction in which it is turned */
    private record Key(long partnerId, @Nullable String key, long total, long further) {}

    /**
     * A page that is not full because it is turned back to the beginning is the first page, and so is one that nothing is left of.
     *
     * @param turn null: the first page
     */
    ViewPage page(View view, LocalDate day, @Nullable Turn turn, int most) {
        if (turn != null && !turn.fits(SortKey.of(view.sort()))) return page(view, day, null, most);
        var keys = keys(view, day, turn, most);
        if (turn != null && (keys.isEmpty() || (turn.back() && keys.size() < most))) return page(view, day, null, most);
        if (keys.isEmpty()) return new ViewPage(List.of(), 0, 1);
        var nearest = keys.getFirst();
        var inOrder = turn != null && turn.back() ? keys.reversed() : keys;
        var from = turn == null
                ? 1
                : turn.back() ? nearest.further() - keys.size() + 1 : nearest.total() - nearest.further() + 1;
        return new ViewPage(rows(inOrder, view, day), nearest.total(), from);
    }

    /** Those next to the place first. */
    private List<Key> keys(View view, LocalDate day, @Nullable Turn turn, int most) {
        var sort = SortKey.of(view.sort());
        var statement = statement(view, day, """
                , keyed as materialized (select cadence.partner_id, %s as key, count(*) over () as total %s where %s)
                select keyed.partner_id, cast(keyed.key as text) as key, keyed.total, %s as further from keyed where %s
                order by %s limit :most
                """.formatted(
                        sort.expression(),
                        FieldText.from(view.deciding(), view.showsPolitePasses()),
                        ViewConditions.of(view),
                        turn == null ? "keyed.total" : "count(*) over ()",
                        turn == null ? "true" : turn.beyond(view.descending(), sort),
                        Turn.order(turn, view.descending())));
        if (turn != null) statement = statement.param("place", turn.partnerId());
        if (turn != null && turn.key() != null) statement = statement.param("key", turn.key());
        return statement
                .param("most", most)
                .query((row, index) -> new Key(
                        row.getLong("partner_id"), row.getString("key"), row.getLong("total"), row.getLong("further")))
                .list();
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

    /** By the view's group, whichever of them it shows; the largest first, or in the order of what can be chosen. */
    List<Group> groups(View shown, LocalDate day) {
        var group = shown.group();
        if (group == null) return List.of();
        var view = shown.leavingAside(group);
        var order = Coded.of(group).stream().map(Coded::code).toList();
        return statement(
                        view,
                        day,
                        "select cast(%s as text) as value, count(*) as partners %s where %s group by 1 order by 2 desc, 1 limit 100"
                                .formatted(
                                        FieldText.expression(group),
                                        FieldText.from(view.deciding(), view.showsPolitePasses()),
                                        ViewConditions.of(view)))
                .query((row, index) -> new Group(row.getString("value"), row.getLong("partners")))
                .list()
                .stream()
                .sorted(Comparator.comparingInt(
                        each -> each.value() == null ? Integer.MAX_VALUE : order.indexOf(each.value())))
                .toList();
    }

    private StatementSpec statement(View view, LocalDate day, String rest) {
        // a plan that was made for whatever values joins thousands of partners one by one
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        var statement = cadence.ask(day, rest).param("today", day);
        if (!view.word().isEmpty()) statement = statement.param("word", view.word());
        for (var at = 0; at < view.conditions().size(); at++)
            statement = statement.param(
                    "v" + at, ViewConditions.argument(view.conditions().get(at), day));
        return statement;
    }

    /** These partners' columns, in this order. */
    private List<Row> rows(List<Key> keys, View view, LocalDate day) {
        var ids = keys.stream().map(Key::partnerId).toList();
        var columns = view.columns();
        var read = columns.stream().filter(field -> !FieldText.isMeasure(field)).toList();
        var fields = read.isEmpty() ? EnumSet.of(TrackerField.PARTNER) : EnumSet.copyOf(read);
        var passes = view.showsPolitePasses();
        var found = cadence
                .ask(
                        day,
                        "select %s, %s %s where cadence.partner_id = any(:ids)"
                                .formatted(
                                        passes ? "cadence.partner_id, cadence.name" : "cadence.*",
                                        fields.stream()
                                                .map(field -> FieldText.expression(field) + " as " + column(field))
                                                .collect(Collectors.joining(", ")),
                                        FieldText.fromSome(fields, passes)))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> row(row, fields, passes ? null : CadenceReader.row(row, day)))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::partnerId, row -> row));
        if (read.size() < columns.size()) {
            var measured = figures.of(ids, day);
            for (var row : found.values())
                measure(row, columns, measured.getOrDefault(row.partnerId(), new PartnerFigures(Map.of())));
        }
        var ordered = new ArrayList<Row>();
        for (var key : keys) {
            var row = found.get(key.partnerId());
            if (row != null) ordered.add(row.at(key.key()));
        }
        return List.copyOf(ordered);
    }

    private static String column(TrackerField field) {
        return "f_" + field.heading();
    }

    private static Row row(ResultSet row, Set<TrackerField> fields, @Nullable PartnerCadence cadence)
            throws SQLException {
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
        return new Row(row.getLong("partner_id"), row.getString("name"), null, cadence, values);
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
