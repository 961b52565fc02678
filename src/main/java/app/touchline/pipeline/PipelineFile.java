package app.touchline.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import jakarta.servlet.http.HttpServletResponse;

import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.money.Money;
import app.touchline.web.Csv;

/** Deals as a file, written as they are read; amounts in their own currency and in the programme's. */
@Component
class PipelineFile {

    private static final int AT_ONCE = 500;

    private final PipelineReader reader;
    private final JdbcClient jdbc;

    PipelineFile(PipelineReader reader, JdbcClient jdbc) {
        this.reader = reader;
        this.jdbc = jdbc;
    }

    /** What only a file tells of a deal. */
    private record More(
            String kind,
            @Nullable String domain,
            String customerContact,
            String products,
            String description,
            String territory,
            String standing,
            LocalDate registeredOn,
            BigDecimal value,
            @Nullable LocalDate protectedUntil,
            @Nullable BigDecimal wonValue,
            @Nullable String lostReason) {}

    /** A deal with all that a file tells of it. */
    private record Line(DealCard card, More more) {}

    private record Heading(String words, BiConsumer<Line, Cell> write) {}

    /** Where a value goes. */
    private interface Cell {
        void put(@Nullable Object value);
    }

    private static final List<Heading> HEADINGS = List.of(
            heading(
                    "registration_id",
                    (line, cell) -> cell.put(line.card().code().words())),
            heading("customer", (line, cell) -> cell.put(line.card().customer())),
            heading("customer_domain", (line, cell) -> cell.put(line.more().domain())),
            heading("customer_contact", (line, cell) -> cell.put(line.more().customerContact())),
            heading("partner", (line, cell) -> cell.put(line.card().partner())),
            heading("tier", (line, cell) -> cell.put(line.card().tier())),
            heading(
                    "origin",
                    (line, cell) -> cell.put(written(line.card().origin().name()))),
            heading("part", (line, cell) -> cell.put(line.card().parts())),
            heading("kind", (line, cell) -> cell.put(written(line.more().kind()))),
            heading("owner", (line, cell) -> cell.put(line.card().owner())),
            heading("standing", (line, cell) -> cell.put(written(line.more().standing()))),
            heading(
                    "stage",
                    (line, cell) -> cell.put(written(line.card().stage().name()))),
            heading("stage_since", (line, cell) -> cell.put(line.card().stageSince())),
            heading(
                    "value",
                    (line, cell) ->
                            cell.put(inCoins(line.more().value(), line.card().worth()))),
            heading("currency", (line, cell) -> cell.put(line.card().worth().code())),
            heading(
                    "worth_in_programme_currency",
                    (line, cell) -> cell.put(amount(line.card().inProgramme()))),
            heading("sourced", (line, cell) -> cell.put(amount(line.card().sourced()))),
            heading("influenced", (line, cell) -> cell.put(amount(line.card().influenced()))),
            heading("expected_close", (line, cell) -> cell.put(line.card().expectedClose())),
            heading("registered_on", (line, cell) -> cell.put(line.more().registeredOn())),
            heading("protected_until", (line, cell) -> cell.put(line.more().protectedUntil())),
            heading("closed_on", (line, cell) -> cell.put(line.card().closedOn())),
            heading("won_value", (line, cell) -> cell.put(wonFor(line))),
            heading("lost_reason", (line, cell) -> cell.put(line.more().lostReason())),
            heading("territory", (line, cell) -> cell.put(line.more().territory())),
            heading("products", (line, cell) -> cell.put(line.more().products())),
            heading("description", (line, cell) -> cell.put(line.more().description())));

    private static Heading heading(String words, BiConsumer<Line, Cell> write) {
        return new Heading(words, write);
    }

    private static String written(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable BigDecimal wonFor(Line line) {
        var won = line.more().wonValue();
        return won == null ? null : inCoins(won, line.card().worth());
    }

    private static BigDecimal inCoins(BigDecimal stored, Money like) {
        return new Money(stored, like.currency()).amount();
    }

    void csv(PipelineQuestion question, LocalDate today, HttpServletResponse response) {
        var words = HEADINGS.stream().map(Heading::words).toArray(String[]::new);
        try (var csv = Csv.file("deals-%s.csv".formatted(today), response, words)) {
            each(question, today, line -> {
                var cells = new String[words.length];
                for (var i = 0; i < words.length; i++) {
                    var column = i;
                    HEADINGS.get(i).write().accept(line, value -> cells[column] = text(value));
                }
                csv.row(cells);
            });
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case LocalDate day -> day.toString();
            case Object typed -> Csv.text(typed.toString());
        };
    }

    void xlsx(PipelineQuestion question, LocalDate today, HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("deals-%s.xlsx".formatted(today))
                        .build()
                        .toString());
        try (var workbook = new Workbook(response.getOutputStream(), "Touchline", "1.0");
                var sheet = workbook.newWorksheet("Deals")) {
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.inlineString(0, column, HEADINGS.get(column).words());
                sheet.width(column, 20);
            }
            sheet.freezePane(2, 1);
            var row = new int[] {1};
            each(question, today, line -> {
                for (var i = 0; i < HEADINGS.size(); i++) {
                    var column = i;
                    HEADINGS.get(i).write().accept(line, value -> {
                        switch (value) {
                            case null -> {}
                            case BigDecimal number -> sheet.value(row[0], column, number);
                            case LocalDate day -> {
                                sheet.value(row[0], column, day);
                                sheet.style(row[0], column).format("yyyy-mm-dd").set();
                            }
                            case Object typed -> sheet.inlineString(row[0], column, typed.toString());
                        }
                    });
                }
                if (++row[0] % AT_ONCE == 0) flush(sheet);
            });
        }
    }

    private static void flush(org.dhatim.fastexcel.Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void each(PipelineQuestion question, LocalDate today, java.util.function.Consumer<Line> consumer) {
        reader.each(question, today, AT_ONCE, cards -> {
            var more = more(cards);
            for (var card : cards) consumer.accept(new Line(card, Objects.requireNonNull(more.get(card.id()))));
        });
    }

    private Map<Long, More> more(List<DealCard> cards) {
        var more = new HashMap<Long, More>();
        jdbc.sql("""
                select d.*, cast(d.registered_at at time zone (select zone from programme) as date) as registered_on,
                       l.name as lost_reason
                from deal d left join lost_reason l on l.id = d.lost_reason_id where d.id = any(:ids)
                """)
                .param("ids", cards.stream().map(DealCard::id).toArray(Long[]::new))
                .query(row -> {
                    more.put(row.getLong("id"), more(row));
                });
        return more;
    }

    private static More more(ResultSet row) throws SQLException {
        return new More(
                row.getString("kind"),
                row.getString("customer_domain"),
                row.getString("customer_contact"),
                row.getString("products"),
                row.getString("description"),
                row.getString("territory"),
                row.getString("standing"),
                row.getObject("registered_on", LocalDate.class),
                row.getBigDecimal("value"),
                row.getObject("protected_until", LocalDate.class),
                row.getBigDecimal("won_value"),
                row.getString("lost_reason"));
    }
}
