package app.touchline.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

import app.touchline.partner.Refused;

/**
 * The rows of an import file: UTF-8 with or without a byte order mark; comma, semicolon or tab, whichever the heading row
 * has most of; any line ends. Nothing is known yet of what the cells mean.
 */
record ImportTable(List<Row> rows) {

    static final int MOST_ROWS = 200_000;

    /**
     * @param line in the file, the heading being 1
     * @param cells what is not blank, without blanks around it
     * @param problem why the row cannot be read at all
     */
    record Row(
            long line, Map<Column, String> cells, @Nullable String problem) {

        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        boolean has(Column column) {
            return cells.containsKey(column);
        }
    }

    /** Refuses what is no such file, as a whole. */
    static ImportTable read(byte[] content) {
        var text = text(content);
        if (text.isBlank()) throw refused("The file is empty.");
        var records = records(text);
        var columns = columns(records.getFirst());
        var rows = records.stream()
                .skip(1)
                .filter(record -> record.getFields().stream().anyMatch(field -> !field.isBlank()))
                .map(record -> row(record, columns))
                .toList();
        if (rows.isEmpty()) throw refused("The file has headings but no rows.");
        if (rows.size() > MOST_ROWS)
            throw refused(
                    "The file has %,d rows; at most %,d can be imported at once.".formatted(rows.size(), MOST_ROWS));
        return new ImportTable(rows);
    }

    private static String text(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) throw notText();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw notText();
        }
    }

    private static Refused notText() {
        return refused("The file is not a CSV file in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.");
    }

    private static List<CsvRecord> records(String text) {
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            return reader.stream().toList();
        } catch (CsvParseException e) {
            throw refused("The file cannot be read to its end: " + e.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static char separator(String text) {
        var heading = text.lines().filter(line -> !line.isBlank()).findFirst().orElseThrow();
        var best = ',';
        for (var candidate : new char[] {';', '\t'})
            if (count(heading, candidate) > count(heading, best)) best = candidate;
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static List<Column> columns(CsvRecord heading) {
        var columns = new ArrayList<Column>();
        var unknown = new ArrayList<String>();
        for (var field : heading.getFields())
            Column.headed(field).ifPresentOrElse(columns::add, () -> unknown.add(field));
        if (!unknown.isEmpty())
            throw refused("There is no column named %s. The columns are: %s."
                    .formatted(
                            unknown.stream()
                                    .map(each -> "“" + each.strip() + "”")
                                    .collect(Collectors.joining(" or ")),
                            Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(", "))));
        for (var column : columns)
            if (columns.indexOf(column) != columns.lastIndexOf(column))
                throw refused("The column “%s” is there twice.".formatted(column.heading()));
        return columns;
    }

    private static Row row(CsvRecord record, List<Column> columns) {
        var cells = new EnumMap<Column, String>(Column.class);
        for (var i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
            var cell = record.getField(i).strip();
            if (!cell.isEmpty()) cells.put(columns.get(i), cell);
        }
        var tooMany = record.getFields().stream().skip(columns.size()).anyMatch(field -> !field.isBlank());
        return new Row(
                record.getStartingLineNumber(),
                cells,
                tooMany
                        ? "The row has %d cells, the heading only %d; a text with the separator in it needs quotes around it."
                                .formatted(record.getFieldCount(), columns.size())
                        : null);
    }

    private static Refused refused(String sentence) {
        return new Refused("file", sentence);
    }
}
