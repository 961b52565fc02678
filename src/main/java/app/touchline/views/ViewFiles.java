package app.touchline.views;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.partner.TrackerField;
import app.touchline.views.ViewReader.Row;
import app.touchline.web.Spreadsheet;

/** A view as a file. An import reads it again. */
@Component
class ViewFiles {

    private static final int ROWS_AT_ONCE = 500;

    private final ViewReader reader;
    private final MailboxHealthReader mailboxes;

    ViewFiles(ViewReader reader, MailboxHealthReader mailboxes) {
        this.reader = reader;
        this.mailboxes = mailboxes;
    }

    void csv(View view, LocalDate day, HttpServletResponse response) {
        write(view, day, Spreadsheet.csv(name(day), headings(view), response));
    }

    void xlsx(View view, LocalDate day, HttpServletResponse response) {
        write(view, day, Spreadsheet.workbook(name(day), "Partners", 1, headings(view), response));
    }

    private String name(LocalDate day) {
        return mailboxes.freshness().named("partners-" + day);
    }

    private static List<String> headings(View view) {
        return view.columns().stream().map(TrackerField::words).toList();
    }

    private void write(View view, LocalDate day, Spreadsheet sheet) {
        var columns = view.columns();
        try (sheet) {
            each(view, day, row -> {
                var cells = new @Nullable Object[columns.size()];
                for (int i = 0; i < cells.length; i++) cells[i] = row.value(columns.get(i));
                sheet.row(cells);
            });
        }
    }

    private void each(View view, LocalDate day, Consumer<Row> consumer) {
        Turn after = null;
        do {
            var page = reader.page(view, day, after, ROWS_AT_ONCE);
            page.rows().forEach(consumer);
            after = page.next();
        } while (after != null);
    }
}
