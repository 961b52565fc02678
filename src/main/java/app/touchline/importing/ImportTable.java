package app.touchline.importing;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportPlan.Target;
import app.touchline.importing.SourceFile.Line;
import app.touchline.partner.FileField;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.SourceFile.refused;

/** The rows of an import file, with the fields that the plan says its columns hold. */
record ImportTable(Subject subject, List<Row> rows) {

    /**
     * @param line in the file
     * @param cells what is not blank, without blanks around it
     * @param kept what goes into the notes or the description, by heading
     * @param problem why the row cannot be read at all
     */
    record Row(
            long line,
            Map<FileField, String> cells,
            Map<String, String> kept,
            @Nullable String problem) {

        String cell(FileField field) {
            return cells.getOrDefault(field, "");
        }

        boolean has(FileField field) {
            return cells.containsKey(field);
        }
    }

    /** Refuses what has no rows, or too many. */
    static ImportTable of(SourceFile file, ImportPlan plan) {
        var sheet = file.sheets().get(plan.sheet());
        var headings = Headings.at(sheet, plan.headings());
        var targets = plan.targets();
        var heading = sheet.lines().get(plan.headings());
        var rows = sheet.lines().stream()
                .skip(plan.headings() + 1L)
                .filter(line -> !repeats(line, heading))
                .map(line -> row(line, headings, targets, plan))
                .toList();
        if (rows.isEmpty()) throw refused("The file has headings but no rows.");
        if (rows.size() > SourceFile.MOST_ROWS)
            throw refused("The file has more than %,d rows; that many can be imported at once."
                    .formatted(SourceFile.MOST_ROWS));
        return new ImportTable(plan.subject(), rows);
    }

    /** All fields that any row says something about. */
    Set<FileField> fields() {
        var fields = new TreeSet<>(FileField.IN_ORDER);
        for (var row : rows) fields.addAll(row.cells().keySet());
        return fields;
    }

    /** Long tables repeat their headings now and then. */
    private static boolean repeats(Line line, Line heading) {
        return line.cells().equals(heading.cells());
    }

    private static Row row(Line line, Headings headings, List<Target> targets, ImportPlan plan) {
        var cells = new TreeMap<FileField, String>(FileField.IN_ORDER);
        var kept = new LinkedHashMap<String, String>();
        for (var column = 0; column < targets.size(); column++) {
            var cell = line.cell(column);
            if (cell.isEmpty()) continue;
            switch (targets.get(column)) {
                case Target.Field(var field) -> {
                    put(cells, field, cell, column, plan);
                    if (field == TrackerField.CONTACT_ROLE && !cell.equals(plan.valueOf(field, cell)))
                        kept.put(
                                headings.texts().get(column), cell); // a title says more than the role it was taken for
                }
                case Target.Other.KEEP ->
                    kept.merge(headings.texts().get(column), cell, (one, two) -> one + "; " + two);
                case Target.Other.LEAVE -> {}
            }
        }
        var tooMany = line.cells().stream().skip(targets.size()).anyMatch(cell -> !cell.isEmpty());
        return new Row(
                line.number(),
                cells,
                kept,
                tooMany
                        ? "The row has %d cells, the heading only %d; a text with the separator in it needs quotes around it."
                                .formatted(line.cells().size(), targets.size())
                        : null);
    }

    private static void put(Map<FileField, String> cells, FileField field, String cell, int column, ImportPlan plan) {
        var text = field.kind() == Kind.DATE ? day(cell, plan.orders().get(column)) : plan.valueOf(field, cell);
        if (text.isEmpty()) return;
        if (field.joins()) cells.merge(field, text, (one, two) -> one + (field.kind() == Kind.LIST ? " " : "\n") + two);
        else cells.putIfAbsent(field, text);
    }

    /** What is no day stays as it is, and is refused with its own words. */
    private static String day(String cell, Dates.Order order) {
        return Objects.toString(Dates.read(cell, order), cell);
    }

    /** Each field with what is in its columns that is none of its choices, in the order of the rows. */
    static Map<FileField, Map<String, Integer>> unknownValues(SourceFile file, ImportPlan plan, Choices choices) {
        var unknown = new TreeMap<FileField, Map<String, Integer>>(FileField.IN_ORDER);
        var lines = file.sheets().get(plan.sheet()).lines();
        plan.columnsOf().forEach((field, columns) -> {
            if (field.kind() != Kind.CHOICE) return;
            var counts = new LinkedHashMap<String, Integer>();
            var known = new HashSet<String>();
            for (var line : lines.subList(plan.headings() + 1, lines.size()))
                for (var column : columns) {
                    var cell = line.cell(column);
                    if (cell.isEmpty() || known.contains(cell)) continue;
                    if (choices.knows(field, cell)) known.add(cell);
                    else counts.merge(cell, 1, Integer::sum);
                }
            if (!counts.isEmpty()) unknown.put(field, counts);
        });
        return unknown;
    }
}
