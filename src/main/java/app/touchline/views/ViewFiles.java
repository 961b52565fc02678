package app.touchline.views;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import app.touchline.partner.TrackerField;
import app.touchline.views.ViewReader.Row;
import app.touchline.web.Csv;

/** A view as a file, written as it is read, so that the longest one takes no more memory than a short one. An import reads it again. */
@Component
class ViewFiles {

    private static final int ROWS_AT_ONCE = 500;
    private static final int LONGEST_CELL = 32_767;

    private final ViewReader reader;

    ViewFiles(ViewReader reader) {
        this.reader = reader;
    }

    void csv(View view, LocalDate day, HttpServletResponse response) {
        var headings = view.columns().stream().map(TrackerField::words).toArray(String[]::new);
        try (var csv = Csv.file("partners-%s.csv".formatted(day), response, headings)) {
            each(
                    view,
                    day,
                    row -> csv.row(view.columns().stream()
                            .map(field -> written(row.value(field)))
                            .toArray(String[]::new)));
        }
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean yes -> yes ? "yes" : "no";
            case BigDecimal number -> number.toPlainString();
            case LocalDate date -> date.toString();
            case Object text -> Csv.text(text.toString());
        };
    }

    void xlsx(View view, LocalDate day, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("partners-%s.xlsx".formatted(day))
                        .build()
                        .toString());
        try (var workbook = new Workbook(response.getOutputStream(), "Touchline", "1.0");
                var sheet = workbook.newWorksheet("Partners")) {
            for (var column = 0; column < view.columns().size(); column++) {
                sheet.inlineString(0, column, view.columns().get(column).words());
                sheet.width(column, 22);
            }
            sheet.freezePane(1, 1);
            var line = new int[] {1};
            each(view, day, row -> {
                for (var column = 0; column < view.columns().size(); column++)
                    switch (row.value(view.columns().get(column))) {
                        case null -> {}
                        case Boolean yes -> sheet.inlineString(line[0], column, yes ? "yes" : "no");
                        case BigDecimal number -> sheet.value(line[0], column, number);
                        case LocalDate date -> {
                            sheet.value(line[0], column, date);
                            sheet.style(line[0], column).format("yyyy-mm-dd").set();
                        }
                        case Object text -> sheet.inlineString(line[0], column, shortened(text.toString()));
                    }
                if (++line[0] % ROWS_AT_ONCE == 0) flush(sheet);
            });
        }
    }

    /** A spreadsheet holds no longer text in a cell. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL);
    }

    private static void flush(org.dhatim.fastexcel.Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void each(View view, LocalDate day, Consumer<Row> consumer) {
        Long after = null;
        do {
            var page = reader.page(view, day, after, ROWS_AT_ONCE);
            page.rows().forEach(consumer);
            after = page.next();
        } while (after != null);
    }
}
