package app.touchline.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;

import jakarta.servlet.http.HttpServletResponse;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Comma-separated values as this product exports them: ISO dates, an empty cell for none, harmless in a spreadsheet. */
public final class Csv implements AutoCloseable {

    /** As the database sorts {@code collate "C"}. */
    public static final Comparator<String> CODE_POINTS =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final CsvWriter writer;

    private Csv(CsvWriter writer) {
        this.writer = writer;
    }

    /** Answers with a file of the given name, written row by row as it is read. */
    public static Csv file(String name, HttpServletResponse response, String... header) {
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        try {
            var csv = new Csv(CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8));
            csv.writer.writeRecord(header);
            return csv;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with a sentence instead of a file. */
    public static void refuse(String why, HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().println(why);
    }

    public void row(String... cells) {
        writer.writeRecord(cells);
    }

    /**
     * Text that somebody typed: what a spreadsheet would take for a formula gets an apostrophe in front, and so does what
     * begins as if it had got one, so that an import can take it away again.
     */
    public static String text(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) return "";
        var at = 0;
        while (at < typed.length() - 1 && typed.charAt(at) == '\'') at++;
        return "=+-@\t\r\n".indexOf(typed.charAt(at)) >= 0 ? "'" + typed : typed;
    }

    public static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    public static String date(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
