package app.touchline.importing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.FileField;

/**
 * How a file is to be understood, as a person has seen and agreed to it.
 *
 * @param subject what its rows are about
 * @param sheet which of the workbook's sheets
 * @param headings which of its lines holds the headings
 * @param columns per column a field's heading, "keep" (in the notes or the description, under its heading) or "leave"
 * @param orders per column how days are written in it
 * @param values by field, what its values are to be read as; empty for nothing
 * @param decisions by {@link Subject#question}, what is to be done: "new", "leave" or the key of what it is the same as
 */
record ImportPlan(
        Subject subject,
        int sheet,
        int headings,
        List<String> columns,
        List<Dates.Order> orders,
        Map<String, Map<String, String>> values,
        Map<String, String> decisions) {

    static final String ENTER = "new";
    static final String LEAVE = "leave";

    /** What becomes of a column. */
    sealed interface Target {

        record Field(FileField field) implements Target {}

        enum Other implements Target {
            KEEP,
            LEAVE
        }

        default String written() {
            return switch (this) {
                case Field(var field) -> field.heading();
                case Other other -> other.name().toLowerCase(java.util.Locale.ROOT);
            };
        }

        /** A field that holds one thing is taken from one column. */
        default boolean fits(Set<FileField> taken) {
            return !(this instanceof Field(var field)) || field.joins() || !taken.contains(field);
        }

        static @Nullable Target of(Subject subject, String written) {
            for (var other : Other.values()) if (other.written().equals(written)) return other;
            return subject.called(written).stream()
                    .filter(field -> field.heading().equals(written))
                    .findFirst()
                    .map(Field::new)
                    .orElse(null);
        }
    }

    static ImportPlan of(Subject subject, SourceFile.Sheet sheet, int number, Headings headings, List<Target> targets) {
        return new ImportPlan(
                subject,
                number,
                headings.at(),
                targets.stream().map(Target::written).toList(),
                orders(sheet, headings.at(), targets.size()),
                Map.of(),
                Map.of());
    }

    private static List<Dates.Order> orders(SourceFile.Sheet sheet, int headings, int columns) {
        return IntStream.range(0, columns)
                .mapToObj(column -> guess(sheet, headings, column).order())
                .toList();
    }

    static Dates.Guess guess(SourceFile.Sheet sheet, int headings, int column) {
        return Dates.Guess.of(sheet.lines().stream().skip(headings + 1L).map(line -> line.cell(column)));
    }

    List<Target> targets() {
        return columns.stream()
                .map(written -> {
                    var target = Target.of(subject, written);
                    return target == null ? Target.Other.KEEP : target;
                })
                .toList();
    }

    /** By field, its columns. */
    Map<FileField, List<Integer>> columnsOf() {
        var columnsOf = new TreeMap<FileField, List<Integer>>(FileField.IN_ORDER);
        var targets = targets();
        for (var column = 0; column < targets.size(); column++)
            if (targets.get(column) instanceof Target.Field(var field))
                columnsOf
                        .computeIfAbsent(field, _ -> new java.util.ArrayList<>())
                        .add(column);
        return columnsOf;
    }

    /** What a value is to be read as; itself where nothing was said about it. */
    String valueOf(FileField field, String cell) {
        return values.getOrDefault(field.heading(), Map.of()).getOrDefault(Book.key(cell), cell);
    }

    ImportPlan withValues(Map<String, Map<String, String>> to) {
        var copy = new HashMap<String, Map<String, String>>();
        to.forEach((field, meanings) -> copy.put(field, Map.copyOf(meanings)));
        return new ImportPlan(subject, sheet, headings, columns, orders, Map.copyOf(copy), decisions);
    }

    ImportPlan withDecisions(Map<String, String> more) {
        var all = new LinkedHashMap<>(decisions);
        all.putAll(more);
        return new ImportPlan(subject, sheet, headings, columns, orders, values, Map.copyOf(all));
    }
}
