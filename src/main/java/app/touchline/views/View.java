package app.touchline.views;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.partner.FileField;
import app.touchline.partner.TrackerField;

/**
 * A list of partners: which of them, which columns, in which order, counted by what. Its address says all of it; what an address
 * says wrongly is left out.
 *
 * @param word part of a name, a domain, or a contact's name or address; empty for all
 * @param any whether one of the conditions is enough
 */
record View(
        String word,
        List<Condition> conditions,
        boolean any,
        List<TrackerField> columns,
        TrackerField sort,
        boolean descending,
        @Nullable TrackerField group) {

    static final int MOST_CONDITIONS = 20;

    View(
            List<Condition> conditions,
            boolean any,
            List<TrackerField> columns,
            TrackerField sort,
            boolean descending,
            @Nullable TrackerField group) {
        this("", conditions, any, columns, sort, descending, group);
    }

    /** How a field is held against a value. */
    enum Operator {
        IS("is"),
        IS_NOT("is not"),
        CONTAINS("contains"),
        LESS("is less or earlier than"),
        MORE("is more or later than"),
        EMPTY("is empty"),
        FILLED("is filled in");

        private final String words;

        Operator(String words) {
            this.words = words;
        }

        /** As a choice that may be made for any field. */
        public String words() {
            return words;
        }

        /** Of one field: a number is more, a day is later. */
        String words(TrackerField field) {
            return switch (field.kind()) {
                case NUMBER, MONEY -> words.replace(" or earlier", "").replace(" or later", "");
                case DATE -> words.replace("less or earlier", "earlier").replace("more or later", "later");
                case CHOICE, TEXT, NOTE, LIST, YES_NO -> words;
            };
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean takesValue() {
            return this != EMPTY && this != FILLED;
        }

        static @Nullable Operator coded(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code().equals(code))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param value of {@link Operator#IS} several, separated by a bar; a day may be "today", "today-30" or "today+7" */
    record Condition(TrackerField field, Operator operator, String value) {

        /** In an address. */
        public String written() {
            return field.heading() + ":" + operator.code() + ":" + value;
        }

        /** "Tier is Tier 1". */
        String words() {
            var held = operator.takesValue() ? " " + value.replaceAll("\\s*\\|\\s*", " or ") : "";
            return field.words() + " " + operator.words(field) + held;
        }

        static @Nullable Condition of(String written) {
            var parts = written.split(":", 3);
            if (parts.length < 2) return null;
            var field = View.field(parts[0]);
            var operator = Operator.coded(parts[1]);
            var value = parts.length < 3 ? "" : parts[2].strip();
            if (field == null || operator == null || (operator.takesValue() && value.isEmpty())) return null;
            return new Condition(field, operator, value);
        }
    }

    static @Nullable TrackerField field(@Nullable String heading) {
        return Arrays.stream(TrackerField.values())
                .filter(field -> field.heading().equals(heading))
                .findFirst()
                .orElse(null);
    }

    /** @param parameters of an address */
    static View of(MultiValueMap<String, String> parameters) {
        var conditions = new ArrayList<Condition>();
        for (var written : parameters.getOrDefault("f", List.of())) add(conditions, Condition.of(written));
        for (var at = 0; at < MOST_CONDITIONS && parameters.containsKey("field-" + at); at++)
            add(
                    conditions,
                    Condition.of(first(parameters, "field-" + at) + ":" + first(parameters, "operator-" + at) + ":"
                            + first(parameters, "value-" + at)));
        var columns = new ArrayList<TrackerField>();
        for (var written : parameters.getOrDefault("c", List.of())) {
            var field = field(written);
            if (field != null && !columns.contains(field)) columns.add(field);
        }
        var sort = first(parameters, "sort");
        var descending = sort.startsWith("-");
        var sortField = field(descending ? sort.substring(1) : sort);
        var plain = columns.isEmpty() && sort.isEmpty() && !parameters.containsKey("group");
        if (columns.isEmpty()) columns.addAll(NamedView.DEFAULT_COLUMNS);
        return new View(
                first(parameters, "q"),
                List.copyOf(conditions),
                first(parameters, "match").equals("any"),
                List.copyOf(columns),
                sortField == null ? TrackerField.PARTNER : sortField,
                descending || first(parameters, "down").equals("yes"),
                plain ? TrackerField.CADENCE : field(first(parameters, "group")));
    }

    /** A form says more than an address: fields left empty, and conditions in three parts. */
    static boolean isOfAForm(MultiValueMap<String, String> parameters) {
        return parameters.containsKey("field-0")
                || parameters.getOrDefault("f", List.of()).contains("")
                || "".equals(parameters.getFirst("q"));
    }

    private static void add(List<Condition> conditions, @Nullable Condition condition) {
        if (condition != null && conditions.size() < MOST_CONDITIONS) conditions.add(condition);
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        var value = parameters.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** All of it, as it stands behind the question mark of an address; what a plain list has anyway is not said. */
    public String query() {
        var uri = UriComponentsBuilder.newInstance();
        if (!word.isEmpty()) uri.queryParam("q", escaped(word));
        for (var condition : conditions) uri.queryParam("f", escaped(condition.written()));
        if (any) uri.queryParam("match", "any");
        if (!isPlain()) {
            for (var column : columns) uri.queryParam("c", column.heading());
            uri.queryParam("sort", written(sort, descending));
            if (group != null) uri.queryParam("group", group.heading());
        }
        var query = uri.build(true).getQuery();
        return query == null ? "" : query;
    }

    /** Where it is shown. */
    public String address() {
        var query = query();
        return query.isEmpty() ? "/partners" : "/partners?" + query;
    }

    /** Columns, order and counts as the list of all partners has them. */
    public boolean isPlain() {
        return hasPlainColumns() && sort == TrackerField.PARTNER && !descending && group == TrackerField.CADENCE;
    }

    public boolean hasPlainColumns() {
        return columns.equals(NamedView.DEFAULT_COLUMNS);
    }

    public String order() {
        return written(sort, descending);
    }

    private static String written(TrackerField sort, boolean descending) {
        return (descending ? "-" : "") + sort.heading();
    }

    /** Whether it shows fewer than all. */
    public boolean narrows() {
        return !word.isEmpty() || !conditions.isEmpty();
    }

    static String escaped(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** Fields that decide which partners are shown and in which order. */
    Set<TrackerField> deciding() {
        var fields = EnumSet.of(sort);
        for (var condition : conditions) fields.add(condition.field());
        if (group != null) fields.add(group);
        return fields;
    }

    /** Polite passes are outside the tracker, unless they are asked for. */
    boolean showsPolitePasses() {
        return conditions.stream()
                .map(Condition::field)
                .anyMatch(field -> field == TrackerField.POLITE_PASS || field == TrackerField.POLITE_PASS_ON);
    }

    View sortedBy(TrackerField field) {
        var turned = field == sort
                ? !descending
                : field.kind() == FileField.Kind.NUMBER || field.kind() == FileField.Kind.MONEY;
        return new View(word, conditions, any, columns, field, turned, group);
    }

    /** The same without what it says of a field; where one of several conditions is enough, they stay. */
    View leavingAside(TrackerField field) {
        return any
                ? this
                : with(conditions.stream().filter(each -> each.field() != field).toList());
    }

    /** The same, of which this holds too, instead of what else was said of that field. */
    View choosing(Condition condition) {
        if (any) return new View(word, List.of(condition), false, columns, sort, descending, group);
        var more = new ArrayList<>(leavingAside(condition.field()).conditions());
        more.add(condition);
        return with(List.copyOf(more));
    }

    private View with(List<Condition> chosen) {
        return new View(word, chosen, any, columns, sort, descending, group);
    }
}
