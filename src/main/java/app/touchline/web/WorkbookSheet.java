package app.touchline.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A table as a workbook of one sheet, whose numbers and days are numbers and days there too. */
final class WorkbookSheet implements Spreadsheet {

    private static final int ROWS_AT_ONCE = 500;
    private static final int WIDTH = 22;
    private static final int LONGEST_CELL = 32_767;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int rows;

    private WorkbookSheet(Workbook workbook, String title) {
        this.workbook = workbook;
        this.sheet = workbook.newWorksheet(title);
    }

    static WorkbookSheet file(
            String name, String title, int frozen, List<String> headings, HttpServletResponse response) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        try {
            var file = new WorkbookSheet(new Workbook(response.getOutputStream(), "Touchline", "1.0"), title);
            file.begin(headings, frozen);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(List<String> headings, int frozen) {
        for (int column = 0; column < headings.size(); column++) {
            sheet.inlineString(0, column, headings.get(column));
            sheet.width(column, WIDTH);
        }
        sheet.freezePane(frozen, 1);
        rows = 1;
    }

    @Override
    public void row(@Nullable Object... cells) {
        for (int column = 0; column < cells.length; column++) put(column, cells[column]);
        if (++rows % ROWS_AT_ONCE == 0) flush();
    }

    private void put(int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case Boolean yes -> sheet.inlineString(rows, column, yes ? "yes" : "no");
            case BigDecimal number -> sheet.value(rows, column, number);
            case LocalDate day -> {
                sheet.value(rows, column, day);
                sheet.style(rows, column).format("yyyy-mm-dd").set();
            }
            case Object text -> sheet.inlineString(rows, column, shortened(text.toString()));
        }
    }

    /** A spreadsheet holds no longer text in a cell. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL);
    }

    private void flush() {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (workbook) {
            sheet.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
