package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.dhatim.fastexcel.reader.ReadableWorkbook;

import app.touchline.partner.Refused;

/**
 * A file as it came, every cell as text and a day as 2026-03-31; nothing is known yet of what the cells mean.
 *
 * @param readAs what kind of file it was taken for, in words
 * @param sheets one or more, each with at least one line
 */
record SourceFile(String readAs, List<Sheet> sheets) {

    static final int MOST_ROWS = 200_000;
    static final int MOST_COLUMNS = 300;

    /** More than any memory should be asked for: 200,000 rows of 30 filled cells. */
    private static final long MOST_CELLS = 6_000_000;

    private static final long MOST_LETTERS = 200_000_000;
    private static final int SHORTEST_WORKBOOK = 8;

    /** Only lines that have something in them. */
    record Sheet(String name, List<Line> lines) {}

    /**
     * @param number in the file, the first line being 1
     * @param cells without blanks around them; empty for none, and none after the last that is filled
     */
    record Line(long number, List<String> cells) {

        boolean blank() {
            return cells.isEmpty();
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /** Makes lines of a file's cells as long as they are not too many for a table. */
    static final class Lines {
        private long cells;
        private long letters;

        /** A line has more columns than any tracker. */
        static final class TooWide extends RuntimeException {
            private static final long serialVersionUID = 1;

            TooWide() {
                super(null, null, false, false);
            }
        }

        Line line(long number, List<String> texts) {
            var width = texts.size();
            while (width > 0 && texts.get(width - 1).isEmpty()) width--;
            if (width > MOST_COLUMNS) throw new TooWide();
            for (var text : texts.subList(0, width)) {
                if (!text.isEmpty()) cells++;
                letters += text.length();
            }
            if (cells > MOST_CELLS || letters > MOST_LETTERS)
                throw refused(
                        "The file has more in it than can be read at once; save only the tracker's rows and columns.");
            return new Line(number, List.copyOf(texts.subList(0, width)));
        }
    }

    /** Refuses, with a sentence, what is no such file. */
    static SourceFile read(byte[] content) {
        if (content.length == 0) throw refused("The file is empty.");
        if (content.length < SHORTEST_WORKBOOK) return CsvFile.read(content);
        if (ReadableWorkbook.isOLE2Header(content))
            throw refused(
                    "The file is in the old Excel format (.xls) or protected by a password. Open it in the spreadsheet and save it as “Excel workbook (.xlsx)” without a password.");
        if (ReadableWorkbook.isOOXMLZipHeader(content)) return XlsxFile.read(content);
        var beginning = new String(content, 0, Math.min(content.length, 400), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (beginning.startsWith("%pdf")) throw notText("a PDF");
        if (beginning.startsWith("<!doctype") || beginning.startsWith("<html") || beginning.startsWith("<table"))
            throw notText("a web page, even if its name says otherwise");
        if (beginning.startsWith("<?xml")) throw notText("an XML file");
        if (beginning.startsWith("{\\rtf")) throw notText("a text document");
        return CsvFile.read(content);
    }

    private static Refused notText(String what) {
        return refused("The file is %s. Save the table as CSV or as an Excel workbook (.xlsx).".formatted(what));
    }

    static Refused refused(String sentence) {
        return new Refused("file", sentence);
    }
}
