package app.touchline.views;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.TrackerField;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;

/**
 * What can be chosen above a list without its builder: one value each of the fields asked for most. It says the view's own
 * conditions; where one of several conditions is enough there is none.
 *
 * @param others conditions of the view that none of the choices says
 */
record QuickFilter(List<Choice> choices, List<Condition> others) {

    /** @param chosen null: any */
    record Choice(
            TrackerField field,
            String any,
            List<Condition> values,
            @Nullable Condition chosen) {}

    static QuickFilter of(View view, List<String> tiers, List<String> owners) {
        if (view.any()) return new QuickFilter(List.of(), view.conditions());
        var others = new ArrayList<>(view.conditions());
        var choices = List.of(
                choice(TrackerField.TIER, "All tiers", tiers, others),
                choice(TrackerField.OWNER, "All owners", owners, others),
                choice(TrackerField.STATUS, "All statuses", words(TrackerField.STATUS), others),
                choice(TrackerField.CADENCE, "Any cadence", words(TrackerField.CADENCE), others));
        return new QuickFilter(choices, List.copyOf(others));
    }

    private static Choice choice(TrackerField field, String any, List<String> values, List<Condition> others) {
        var all = values.stream()
                .map(value -> new Condition(field, Operator.IS, value))
                .toList();
        var chosen = all.stream().filter(others::remove).findFirst().orElse(null);
        return new Choice(field, any, all, chosen);
    }

    private static List<String> words(TrackerField field) {
        return Coded.of(field).stream().map(Coded::words).toList();
    }
}
