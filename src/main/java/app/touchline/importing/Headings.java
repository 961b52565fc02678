package app.touchline.importing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import app.touchline.importing.ImportPlan.Target;
import app.touchline.importing.SourceFile.Line;
import app.touchline.importing.SourceFile.Sheet;
import app.touchline.partner.FileField;
import app.touchline.partner.TrackerField;

/**
 * The headings of a sheet and what the columns under them are likely to hold. Titles above the headings are passed over; one
 * that stands over several headings, as over "Name" and "Email" of a contact, helps to tell what these mean.
 *
 * @param at which of the sheet's lines they are
 * @param texts one per column, "Column D" where a column has none
 * @param groups what stands above each heading, empty for nothing
 */
record Headings(int at, List<String> texts, List<String> groups) {

    private static final int LINES_LOOKED_AT = 25;
    private static final int SAMPLES = 200;

    static Headings of(Sheet sheet, Subject subject) {
        var best = 0;
        var bestScore = Integer.MIN_VALUE;
        for (var at = 0; at < Math.min(LINES_LOOKED_AT, sheet.lines().size()); at++) {
            var score = score(sheet.lines().get(at), subject);
            if (score > bestScore) {
                best = at;
                bestScore = score;
            }
        }
        return at(sheet, best);
    }

    static Headings at(Sheet sheet, int at) {
        var line = sheet.lines().get(at);
        var width = width(sheet, at);
        var groups = at == 0 ? List.<String>of() : sheet.lines().get(at - 1).cells();
        var texts = new ArrayList<String>();
        var above = new ArrayList<String>();
        var group = "";
        for (var column = 0; column < width; column++) {
            if (column < groups.size() && !groups.get(column).isEmpty()) group = groups.get(column);
            above.add(group);
            texts.add(line.cell(column).isEmpty() ? "Column " + letters(column) : line.cell(column));
        }
        return new Headings(at, List.copyOf(texts), List.copyOf(above));
    }

    /** A column without a heading is one where half of the rows have something in it. */
    private static int width(Sheet sheet, int at) {
        var width = lastFilled(sheet.lines().get(at));
        var rows = sheet.lines().subList(at + 1, sheet.lines().size());
        var filled = new int[SourceFile.MOST_COLUMNS];
        for (var row : rows)
            for (var column = width; column < Math.min(row.cells().size(), filled.length); column++)
                if (!row.cell(column).isEmpty()) filled[column]++;
        for (var column = width; column < filled.length; column++)
            if (rows.size() > 2 && 2 * filled[column] >= rows.size()) width = column + 1;
        return width;
    }

    private static int lastFilled(Line line) {
        for (var at = line.cells().size(); at > 0; at--)
            if (!line.cells().get(at - 1).isEmpty()) return at;
        return 0;
    }

    /** As spreadsheets name columns: A, B … Z, AA. */
    static String letters(int column) {
        return (column < 26 ? "" : letters(column / 26 - 1)) + (char) ('A' + column % 26);
    }

    private static int score(Line line, Subject subject) {
        var known = 0;
        var filled = 0;
        var values = 0;
        for (var cell : line.cells()) {
            if (cell.isEmpty()) continue;
            filled++;
            if (!called(cell, subject).isEmpty()) known++;
            if (cell.indexOf('@') > 0 || cell.length() > 60 || cell.matches("[\\d.,/ -]+")) values++;
        }
        return 10 * known + Math.min(filled, 60) - 5 * values;
    }

    private static List<FileField> called(String heading, Subject subject) {
        var key = FileField.key(heading);
        var found = subject.called(key);
        return found.isEmpty() ? subject.called(key.replaceFirst("^\\d+_", "")) : found;
    }

    /** @param remembered what headings of earlier files were said to mean, by {@link #keys} */
    List<Target> guess(Sheet sheet, Subject subject, Map<String, Target> remembered, Choices choices) {
        var keys = keys();
        Set<FileField> taken = new HashSet<>();
        var targets = new ArrayList<Target>();
        for (var column = 0; column < texts.size(); column++) {
            var known = remembered.get(keys.get(column));
            var target = known != null && known.fits(taken)
                    ? known
                    : likely(sheet, column, subject, taken, choices)
                            .<Target>map(field -> field.isDerived() ? Target.Other.LEAVE : new Target.Field(field))
                            .orElseGet(() -> Target.Other.KEEP);
            if (target instanceof Target.Field(var field)) taken.add(field);
            targets.add(
                    samples(sheet, column).findAny().isEmpty() && !(target instanceof Target.Field)
                            ? Target.Other.LEAVE
                            : target);
        }
        return List.copyOf(targets);
    }

    private Optional<FileField> likely(
            Sheet sheet, int column, Subject subject, Set<FileField> taken, Choices choices) {
        var candidates = Stream.concat(
                        called(groups.get(column) + " " + texts.get(column), subject).stream(),
                        called(texts.get(column), subject).stream())
                .filter(field -> field.joins() || !taken.contains(field))
                .toList();
        var cells = samples(sheet, column).toList();
        return candidates.stream()
                .filter(field -> fits(field, cells, choices))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** Whether cells look like what the field holds: most of them must, so that one slip of the pen changes nothing. */
    private static boolean fits(FileField field, List<String> samples, Choices choices) {
        if (samples.isEmpty()) return true;
        var fitting =
                samples.stream().filter(cell -> fits(field, cell, choices)).count();
        return 2 * fitting >= samples.size();
    }

    private static boolean fits(FileField field, String cell, Choices choices) {
        return switch (field) {
            case TrackerField.CONTACT_EMAIL -> cell.indexOf('@') > 0;
            case TrackerField.CHAT_HANDLE -> !cell.startsWith("#");
            case TrackerField.CONTACT_NAME, TrackerField.PARTNER -> cell.indexOf('@') < 0;
            default ->
                switch (field.kind()) {
                    case YES_NO -> Choices.yesOrNo(cell).isPresent();
                    case DATE ->
                        Dates.read(cell, Dates.Order.DAY_FIRST) != null
                                || Dates.read(cell, Dates.Order.MONTH_FIRST) != null;
                    case CHOICE -> !choices.isWithoutAnyLike(field, cell);
                    case TEXT, NOTE, LIST, NUMBER, MONEY -> true;
                };
        };
    }

    private Stream<String> samples(Sheet sheet, int column) {
        return sheet.lines().stream()
                .skip(at + 1L)
                .map(line -> line.cell(column))
                .filter(cell -> !cell.isEmpty())
                .limit(SAMPLES);
    }

    List<String> firstOf(Sheet sheet, int column, int most) {
        return samples(sheet, column).distinct().limit(most).toList();
    }

    /** Under which a heading's meaning is remembered: the second "Email" of a file is another than the first. */
    List<String> keys() {
        return IntStream.range(0, texts.size())
                .mapToObj(column -> {
                    var key = FileField.key(texts.get(column));
                    var before = texts.subList(0, column).stream()
                            .filter(text -> FileField.key(text).equals(key))
                            .count();
                    return before == 0 ? key : key + " " + (before + 1);
                })
                .toList();
    }
}
