package app.touchline.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import app.touchline.importing.SourceFile.Line;
import app.touchline.importing.SourceFile.Lines;
import app.touchline.importing.SourceFile.Sheet;

import static app.touchline.importing.SourceFile.refused;

/**
 * Reads separated values as spreadsheets of all ages write them: UTF-8, UTF-16 or Windows-1252, with or without a byte order
 * mark; comma, semicolon, tab or bar between the cells; any line ends.
 */
final class CsvFile {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int LINES_LOOKED_AT = 60;
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvFile() {}

    private record Text(String text, String encoding) {}

    static SourceFile read(byte[] content) {
        var decoded = decoded(content);
        var text = decoded.text();
        if (text.isBlank()) throw refused("The file is empty.");
        var separator = ' ';
        if (text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 5) {
            separator = text.charAt(4);
            // an empty line takes the hint's place, so that lines keep their numbers
            text = "\n" + text.substring(5).replaceFirst("^\\r?\\n", "");
        } else separator = separator(text);
        var lines = lines(text, separator);
        if (lines.isEmpty()) throw refused("The file is empty.");
        return new SourceFile(
                "CSV, %s, separated by %s".formatted(decoded.encoding(), name(separator)),
                List.of(new Sheet("", lines)));
    }

    private static List<Line> lines(String text, char separator) {
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            var read = new Lines();
            return reader.stream()
                    .map(each -> read.line(
                            each.getStartingLineNumber(),
                            each.getFields().stream().map(CsvFile::cell).toList()))
                    .filter(line -> !line.blank())
                    .limit(SourceFile.MOST_ROWS + 100L)
                    .toList();
        } catch (Lines.TooWide e) {
            throw refused("The table has more than %d columns with something in them; save only the tracker's."
                    .formatted(SourceFile.MOST_COLUMNS));
        } catch (CsvParseException e) {
            throw refused("The file cannot be read to its end: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The apostrophe that exports put before what a spreadsheet would take for a formula goes again. */
    private static String cell(String field) {
        var cell = field.strip();
        var at = 0;
        while (at < cell.length() && cell.charAt(at) == '\'') at++;
        return at > 0 && at < cell.length() && FORMULA.indexOf(cell.charAt(at)) >= 0 ? cell.substring(1) : cell;
    }

    private static Text decoded(byte[] content) {
        if (begins(content, 0xef, 0xbb, 0xbf)) return new Text(strictly(content, StandardCharsets.UTF_8), "UTF-8");
        if (begins(content, 0xff, 0xfe)) return new Text(strictly(content, StandardCharsets.UTF_16LE), "UTF-16");
        if (begins(content, 0xfe, 0xff)) return new Text(strictly(content, StandardCharsets.UTF_16BE), "UTF-16");
        var zeros = zeros(content);
        if (zeros[1] > content.length / 5 && zeros[0] < zeros[1] / 20 + 1)
            return new Text(strictly(content, StandardCharsets.UTF_16LE), "UTF-16");
        if (zeros[0] > content.length / 5 && zeros[1] < zeros[0] / 20 + 1)
            return new Text(strictly(content, StandardCharsets.UTF_16BE), "UTF-16");
        if (zeros[0] + zeros[1] > 0) throw noTable();
        try {
            return new Text(decode(content, StandardCharsets.UTF_8), "UTF-8");
        } catch (CharacterCodingException notUtf8) {
            return new Text(strictly(content, Charset.forName("windows-1252")), "Windows-1252");
        }
    }

    private static int[] zeros(byte[] content) {
        var zeros = new int[2];
        for (var i = 0; i < content.length; i++) if (content[i] == 0) zeros[i % 2]++;
        return zeros;
    }

    private static boolean begins(byte[] content, int... mark) {
        if (content.length < mark.length) return false;
        for (var i = 0; i < mark.length; i++) if ((content[i] & 0xff) != mark[i]) return false;
        return true;
    }

    private static String strictly(byte[] content, Charset charset) {
        try {
            var text = decode(content, charset);
            if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x0b))
                throw noTable();
            return text;
        } catch (CharacterCodingException e) {
            throw noTable();
        }
    }

    private static String decode(byte[] content, Charset charset) throws CharacterCodingException {
        var text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static RuntimeException noTable() {
        return refused(
                "The file is no table that can be read here. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx) and choose it again.");
    }

    /** The one that stands equally often in the most lines: commas in a text do not. */
    private static char separator(String text) {
        var lines = text.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES_LOOKED_AT)
                .toList();
        var best = ',';
        var bestScore = 0L;
        for (var candidate : SEPARATORS) {
            Map<Long, Long> linesByCount = new HashMap<>();
            for (var line : lines) linesByCount.merge(unquoted(line, candidate), 1L, Long::sum);
            var score = linesByCount.entrySet().stream()
                    .mapToLong(each -> each.getKey() * each.getValue() * each.getValue())
                    .max()
                    .orElse(0);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long unquoted(String line, char wanted) {
        var count = 0L;
        var quoted = false;
        for (var c : line.toCharArray()) {
            if (c == '"') quoted = !quoted;
            else if (c == wanted && !quoted) count++;
        }
        return count;
    }

    private static String name(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "bar";
            default -> "“" + separator + "”";
        };
    }
}
