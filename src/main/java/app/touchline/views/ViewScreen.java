package app.touchline.views;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import app.touchline.mailbox.Freshness;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.TrackerField;
import app.touchline.views.SavedViews.SavedView;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;
import app.touchline.views.ViewReader.Group;
import app.touchline.views.ViewReader.Row;
import app.touchline.views.ViewReader.ViewPage;

/**
 * The page of a view.
 *
 * @param named which of the views that exist from the start it is; null: none of them
 * @param saved which of the saved ones; null: none
 */
record ViewScreen(
        View view,
        @Nullable NamedView named,
        @Nullable SavedView saved,
        List<SavedView> all,
        ViewPage page,
        List<Group> groups,
        boolean further,
        LocalDate day,
        Freshness freshness,
        boolean maySave,
        boolean mayRemove) {

    /** Rows of the form: those that hold, and one to add. */
    public List<ConditionLine> lines() {
        var lines = new ArrayList<ConditionLine>();
        for (var condition : view.conditions()) lines.add(new ConditionLine(lines.size(), condition));
        if (lines.size() < View.MOST_CONDITIONS) lines.add(new ConditionLine(lines.size(), null));
        return lines;
    }

    record ConditionLine(int at, @Nullable Condition condition) {

        public @Nullable TrackerField field() {
            return condition == null ? null : condition.field();
        }

        public boolean is(Operator operator) {
            return condition != null && condition.operator() == operator;
        }

        public String value() {
            return condition == null ? "" : condition.value();
        }
    }

    /** The chosen columns in their order, and two places to add some. */
    public List<@Nullable TrackerField> places() {
        var places = new ArrayList<@Nullable TrackerField>(view.columns());
        places.add(null);
        places.add(null);
        return places;
    }

    /** Every field as an option of a form; they stand in it a dozen times, and so are written once. */
    private static final String OPTIONS = Arrays.stream(TrackerField.values())
            .map(field ->
                    "<option value=\"%s\">%s</option>".formatted(field.heading(), HtmlUtils.htmlEscape(field.words())))
            .collect(Collectors.joining());

    /** As HTML. */
    public String options(@Nullable TrackerField chosen) {
        return chosen == null
                ? OPTIONS
                : OPTIONS.replace(
                        "\"%s\">".formatted(chosen.heading()),
                        "\"%s\" selected=\"selected\">".formatted(chosen.heading()));
    }

    public Operator[] operators() {
        return Operator.values();
    }

    public NamedView[] namedViews() {
        return NamedView.values();
    }

    public String title() {
        return named != null ? named.words() : saved != null ? saved.name() : "A view of partners";
    }

    public String about() {
        return named != null
                ? named.meaning()
                : saved != null
                        ? (saved.shared() ? "Shared by " + saved.owner() : "Your own view")
                        : "Chosen by its address";
    }

    public String address() {
        return "/views?" + view.query();
    }

    public String file(String kind) {
        return "/views." + kind + "?" + view.query();
    }

    public String sortedBy(TrackerField field) {
        return "/views?" + view.sortedBy(field).query();
    }

    public @Nullable String direction(TrackerField field) {
        return view.sort() != field ? null : view.descending() ? "descending" : "ascending";
    }

    public String nextPage() {
        return address() + "&after=" + page.next();
    }

    public boolean isNumber(TrackerField field) {
        return field.kind() == Kind.NUMBER || field.kind() == Kind.MONEY;
    }

    /** Whether its values are a few words at most, which stand on one line. */
    public boolean isShort(TrackerField field) {
        return field.kind() == Kind.CHOICE || field.kind() == Kind.DATE || field.kind() == Kind.YES_NO;
    }

    /** A value as the page writes it; empty for nothing. */
    public String shown(Row row, TrackerField field) {
        return switch (row.value(field)) {
            case null -> "";
            case Boolean yes -> yes ? "Yes" : "No";
            case BigDecimal number ->
                String.format(java.util.Locale.ENGLISH, number.scale() > 0 ? "%,.2f" : "%,.0f", number);
            case Object other -> other.toString();
        };
    }

    public @Nullable LocalDate dayOf(Row row, TrackerField field) {
        return row.value(field) instanceof LocalDate date ? date : null;
    }

    public String groupWords(Group group) {
        var field = view.group();
        if (group.value() == null) return "nothing known";
        return field == null
                ? group.value()
                : field.kind() == Kind.YES_NO
                        ? (group.value().equals("true") ? "Yes" : "No")
                        : Coded.inWords(field, group.value());
    }

    public String groupAddress(Group group) {
        var field = view.group();
        if (field == null) return address();
        var condition = group.value() == null
                ? new Condition(field, Operator.EMPTY, "")
                : new Condition(field, Operator.IS, groupWords(group));
        return "/views?"
                + (view.any()
                                ? new View(
                                        List.of(condition), false, view.columns(), view.sort(), view.descending(), null)
                                : view.with(condition))
                        .query();
    }

    public boolean isHere(NamedView other) {
        return named == other;
    }

    public List<String> choices(@Nullable Condition condition) {
        return condition == null
                ? List.of()
                : Coded.of(condition.field()).stream().map(Coded::words).toList();
    }

    static List<TrackerField> groupable() {
        return Arrays.stream(TrackerField.values())
                .filter(field -> field.kind() == Kind.CHOICE
                        || field.kind() == Kind.YES_NO
                        || field == TrackerField.REGION
                        || field == TrackerField.VERTICAL
                        || field == TrackerField.HYPERSCALER)
                .toList();
    }

    public List<TrackerField> groupFields() {
        return groupable();
    }
}
