package app.touchline.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import app.touchline.partner.TrackerField;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;
import app.touchline.views.ViewsReader.Choice;

/** Addresses that the list of partners had before it was a view; they lead to the view that shows the same. */
final class FormerAddress {

    private static final Set<String> PARAMETERS = Set.of("tier", "owner", "status", "cadence", "page");
    private static final Map<String, TrackerField> ORDERS = Map.of(
            "name", TrackerField.PARTNER,
            "last-touch", TrackerField.LAST_TOUCH,
            "days", TrackerField.DAYS_SINCE_TOUCH,
            "silence", TrackerField.CADENCE);

    private FormerAddress() {}

    static boolean is(MultiValueMap<String, String> parameters) {
        return parameters.keySet().stream().anyMatch(PARAMETERS::contains)
                || ORDERS.containsKey(bare(one(parameters, "sort")));
    }

    /** @param tiers which their numbers meant, and so the owners */
    static View view(MultiValueMap<String, String> parameters, List<Choice> tiers, List<Choice> owners) {
        var conditions = new ArrayList<Condition>();
        named(tiers, one(parameters, "tier")).ifPresent(name -> conditions.add(is(TrackerField.TIER, name)));
        named(owners, one(parameters, "owner")).ifPresent(name -> conditions.add(is(TrackerField.OWNER, name)));
        for (var field : List.of(TrackerField.STATUS, TrackerField.CADENCE))
            coded(field, one(parameters, field.heading())).ifPresent(words -> conditions.add(is(field, words)));
        var sort = one(parameters, "sort");
        var field = ORDERS.getOrDefault(bare(sort), View.field(bare(sort)));
        // it began with the longest silence where the days of silence fell; the day on which one slips falls the other
        // way
        var descending = sort.startsWith("-") != bare(sort).equals("silence");
        return new View(
                one(parameters, "q"),
                List.copyOf(conditions),
                false,
                NamedView.DEFAULT_COLUMNS,
                field == null ? TrackerField.PARTNER : field,
                field != null && descending,
                TrackerField.CADENCE);
    }

    private static Condition is(TrackerField field, String value) {
        return new Condition(field, Operator.IS, value);
    }

    private static String bare(String sort) {
        return sort.startsWith("-") ? sort.substring(1) : sort;
    }

    private static String one(MultiValueMap<String, String> parameters, String name) {
        @Nullable String value = parameters.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static Optional<String> named(List<Choice> choices, String id) {
        return choices.stream()
                .filter(choice -> id.equals(String.valueOf(choice.id())))
                .map(Choice::name)
                .findFirst();
    }

    private static Optional<String> coded(TrackerField field, String code) {
        return Coded.of(field).stream()
                .filter(each -> each.code().equalsIgnoreCase(code))
                .map(Coded::words)
                .findFirst();
    }
}
