package app.touchline.views;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import app.touchline.action.NextStep;
import app.touchline.cadence.CadenceStatus;
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
 * @param groups how many there are of each, by the view's group
 * @param steps by partner, where the view shows them
 * @param programme how many partners there are in all
 * @param mayWork whether the person looking may enter partners and keep views
 */
record ViewScreen(
        View view,
        @Nullable NamedView named,
        @Nullable SavedView saved,
        List<SavedView> all,
        ViewPage page,
        List<Group> groups,
        Map<Long, NextStep> steps,
        QuickFilter quick,
        long programme,
        LocalDate day,
        Instant now,
        ZoneId zone,
        Freshness freshness,
        boolean mayWork,
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
        return named != null ? named.words() : saved != null ? saved.name() : "Partners";
    }

    public String about() {
        if (named != null) return named.meaning();
        if (saved != null) return saved.shared() ? "Shared by " + saved.owner() : "Your own view";
        return view.narrows() ? "Where " + said() : "All of them, with columns of your choice";
    }

    /** What is asked of the partners, in words. */
    private String said() {
        var parts = new ArrayList<String>();
        if (!view.word().isEmpty()) parts.add("“%s” is in the name, a domain or a contact".formatted(view.word()));
        if (!view.conditions().isEmpty())
            parts.add(view.conditions().stream()
                    .map(Condition::words)
                    .collect(Collectors.joining(view.any() ? " or " : ", ")));
        return String.join(", ", parts);
    }

    public boolean isEmptyProgramme() {
        return programme == 0 && page.total() == 0;
    }

    public @Nullable NextStep step(Row row) {
        return steps.get(row.partnerId());
    }

    /** A partner in cadence without a next step is flagged. */
    public boolean needsStep(Row row) {
        var cadence = row.cadence();
        return step(row) == null && cadence != null && cadence.cadence() != CadenceStatus.NOT_IN_CADENCE;
    }

    public Columns columns() {
        return new Columns(view.columns(), day, zone);
    }

    public String file(String kind) {
        return "/views." + kind + "?" + view.query();
    }

    public String sortedBy(TrackerField field) {
        return view.sortedBy(field).address();
    }

    public @Nullable String direction(TrackerField field) {
        return view.sort() != field ? null : view.descending() ? "descending" : "ascending";
    }

    public @Nullable String nextPage() {
        return turned(page.next());
    }

    public @Nullable String pageBefore() {
        return turned(page.previous());
    }

    private @Nullable String turned(@Nullable Turn turn) {
        if (turn == null) return null;
        var query = view.query();
        return "/partners?" + (query.isEmpty() ? "" : query + "&") + turn.query();
    }

    public String groupWords(Group group) {
        return group.value() == null ? "nothing known" : groupValue(group.value());
    }

    private String groupValue(String value) {
        var field = view.group();
        if (field == null) return value;
        if (field.kind() == Kind.YES_NO) return value.equals("true") ? "Yes" : "No";
        return Coded.inWords(field, value);
    }

    /** The partners of the group alone. */
    public String groupAddress(Group group) {
        var condition = condition(group);
        return condition == null ? view.address() : view.choosing(condition).address();
    }

    public boolean isChosen(Group group) {
        var condition = condition(group);
        return !view.any() && condition != null && view.conditions().contains(condition);
    }

    private @Nullable Condition condition(Group group) {
        var field = view.group();
        if (field == null) return null;
        return group.value() == null
                ? new Condition(field, Operator.EMPTY, "")
                : new Condition(field, Operator.IS, groupValue(group.value()));
    }

    public boolean isHere(NamedView other) {
        return named == other;
    }

    public boolean isHere(SavedView other) {
        return saved != null && saved.id() == other.id();
    }

    public String addressOf(NamedView other) {
        return other.view().address();
    }

    public String addressOf(SavedView other) {
        return "/partners?" + other.query();
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
