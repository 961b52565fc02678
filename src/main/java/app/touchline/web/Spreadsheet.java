package app.touchline.web;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

/**
 * A table answered as a file for spreadsheets, written row by row as it is read, so that the longest takes no more memory than
 * a short one.
 */
public sealed interface Spreadsheet extends AutoCloseable permits CsvSheet, WorkbookSheet {

    /** @param name of the file, without its ending */
    static Spreadsheet csv(String name, List<String> headings, HttpServletResponse response) {
        return new CsvSheet(Csv.file(name + ".csv", response, headings.toArray(String[]::new)));
    }

    /**
     * @param name of the file, without its ending
     * @param title of its one sheet
     * @param frozen how many columns stay where they are as one moves to the right
     */
    static Spreadsheet workbook(
            String name, String title, int frozen, List<String> headings, HttpServletResponse response) {
        return WorkbookSheet.file(name + ".xlsx", title, frozen, headings, response);
    }

    /** @param cells text as somebody typed it, numbers, days, yes or no; null for none */
    void row(@Nullable Object... cells);

    @Override
    void close();
}
