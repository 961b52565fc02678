package app.touchline.pipeline;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.money.Money;
import app.touchline.web.Spreadsheet;

/** Deals as a file; amounts in their own currency and in the programme's. */
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

    private record Column(String heading, Function<Line, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            column("registration_id", line -> line.card().code().words()),
            column("customer", line -> line.card().customer()),
            column("customer_domain", line -> line.more().domain()),
            column("customer_contact", line -> line.more().customerContact()),
            column("partner", line -> line.card().partner()),
            column("tier", line -> line.card().tier()),
            column("origin", line -> written(line.card().origin().name())),
            column("part", line -> line.card().parts()),
            column("kind", line -> written(line.more().kind())),
            column("owner", line -> line.card().owner()),
            column("standing", line -> written(line.more().standing())),
            column("stage", line -> written(line.card().stage().name())),
            column("stage_since", line -> line.card().stageSince()),
            column("value", line -> inCoins(line.more().value(), line.card().worth())),
            column("currency", line -> line.card().worth().code()),
            column("worth_in_programme_currency", line -> amount(line.card().inProgramme())),
            column("sourced", line -> amount(line.card().sourced())),
            column("influenced", line -> amount(line.card().influenced())),
            column("expected_close", line -> line.card().expectedClose()),
            column("registered_on", line -> line.more().registeredOn()),
            column("protected_until", line -> line.more().protectedUntil()),
            column("closed_on", line -> line.card().closedOn()),
            column("won_value", PipelineFile::wonFor),
            column("lost_reason", line -> line.more().lostReason()),
            column("territory", line -> line.more().territory()),
            column("products", line -> line.more().products()),
            column("description", line -> line.more().description()));

    private static Column column(String heading, Function<Line, @Nullable Object> value) {
        return new Column(heading, value);
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
        write(question, today, Spreadsheet.csv(name(today), headings(), response));
    }

    void xlsx(PipelineQuestion question, LocalDate today, HttpServletResponse response) {
        write(question, today, Spreadsheet.workbook(name(today), "Deals", 2, headings(), response));
    }

    private static String name(LocalDate today) {
        return "deals-" + today;
    }

    private static List<String> headings() {
        return COLUMNS.stream().map(Column::heading).toList();
    }

    private void write(PipelineQuestion question, LocalDate today, Spreadsheet sheet) {
        try (sheet) {
            each(question, today, line -> {
                var cells = new @Nullable Object[COLUMNS.size()];
                for (int i = 0; i < cells.length; i++)
                    cells[i] = COLUMNS.get(i).value().apply(line);
                sheet.row(cells);
            });
        }
    }

    private void each(PipelineQuestion question, LocalDate today, Consumer<Line> consumer) {
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
