package app.touchline.web;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** A table as comma-separated values. */
record CsvSheet(Csv csv) implements Spreadsheet {

    @Override
    public void row(@Nullable Object... cells) {
        var written = new String[cells.length];
        for (int column = 0; column < cells.length; column++) written[column] = written(cells[column]);
        csv.row(written);
    }

    private static String written(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Boolean yes -> yes ? "yes" : "no";
            case BigDecimal number -> number.toPlainString();
            case LocalDate day -> day.toString();
            case Object text -> Csv.text(text.toString());
        };
    }

    @Override
    public void close() {
        csv.close();
    }
}
