package app.touchline.pipeline;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.deal.DealField;
import app.touchline.deal.Part;
import app.touchline.deal.Share;
import app.touchline.money.Money;
import app.touchline.web.Spreadsheet;

/**
 * Deals as a file; amounts in their own currency and in the programme's. An import reads it back. New columns are only ever
 * added at the end.
 */
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
            @Nullable String externalId,
            String kind,
            @Nullable String domain,
            String customerContact,
            String products,
            String description,
            String territory,
            String standing,
            LocalDate registeredOn,
            @Nullable LocalDate decidedOn,
            String decisionReason,
            BigDecimal value,
            @Nullable LocalDate protectedUntil,
            @Nullable BigDecimal wonValue,
            @Nullable String lostReason,
            @Nullable String lostNote,
            @Nullable String partnerContact,
            @Nullable String incumbent) {}

    /** A deal with all that a file tells of it. */
    private record Line(DealCard card, More more, List<PartOf> parts) {

        /** Empty where {@link DealField#PART} says all there is to say. */
        private String shares() {
            var of = card.partnerId();
            if (parts.size() == 1 && of != null && parts.getFirst().isJust(of)) return "";
            return parts.stream().map(PartOf::words).collect(Collectors.joining("; "));
        }
    }

    /** The part of a partner that is called so. */
    private record PartOf(Share share, String partner) {

        private boolean isJust(long partnerId) {
            return share.partnerId() == partnerId && share.percent() == null;
        }

        private String words() {
            return share.words(partner);
        }
    }

    private record Column(DealField field, Function<Line, @Nullable Object> value) {

        private String heading() {
            return field.heading();
        }
    }

    private static final List<Column> COLUMNS = List.of(
            column(DealField.REGISTRATION_ID, line -> line.card().code().words()),
            column(DealField.CUSTOMER, line -> line.card().customer()),
            column(DealField.CUSTOMER_DOMAIN, line -> line.more().domain()),
            column(DealField.CUSTOMER_CONTACT, line -> line.more().customerContact()),
            column(DealField.PARTNER, line -> line.card().partner()),
            column(DealField.TIER, line -> line.card().tier()),
            column(DealField.ORIGIN, line -> written(line.card().origin().name())),
            column(DealField.PART, line -> line.card().parts()),
            column(DealField.KIND, line -> written(line.more().kind())),
            column(DealField.OWNER, line -> line.card().owner()),
            column(DealField.STANDING, line -> written(line.more().standing())),
            column(DealField.STAGE, line -> written(line.card().stage().name())),
            column(DealField.STAGE_SINCE, line -> line.card().stageSince()),
            column(
                    DealField.VALUE,
                    line -> inCoins(line.more().value(), line.card().worth())),
            column(DealField.CURRENCY, line -> line.card().worth().code()),
            column(
                    DealField.WORTH_IN_PROGRAMME_CURRENCY,
                    line -> amount(line.card().inProgramme())),
            column(DealField.SOURCED, line -> amount(line.card().sourced())),
            column(DealField.INFLUENCED, line -> amount(line.card().influenced())),
            column(DealField.EXPECTED_CLOSE, line -> line.card().expectedClose()),
            column(DealField.REGISTERED_ON, line -> line.more().registeredOn()),
            column(DealField.PROTECTED_UNTIL, line -> line.more().protectedUntil()),
            column(DealField.CLOSED_ON, line -> line.card().closedOn()),
            column(DealField.WON_VALUE, PipelineFile::wonFor),
            column(DealField.LOST_REASON, line -> line.more().lostReason()),
            column(DealField.TERRITORY, line -> line.more().territory()),
            column(DealField.PRODUCTS, line -> line.more().products()),
            column(DealField.DESCRIPTION, line -> line.more().description()),
            column(DealField.EXTERNAL_ID, line -> line.more().externalId()),
            column(DealField.DECIDED_ON, line -> line.more().decidedOn()),
            column(DealField.DECISION_REASON, line -> line.more().decisionReason()),
            column(DealField.LOST_NOTE, line -> line.more().lostNote()),
            column(DealField.PARTNER_CONTACT, line -> line.more().partnerContact()),
            column(DealField.INCUMBENT, line -> line.more().incumbent()),
            column(DealField.SHARES, Line::shares));

    private static Column column(DealField field, Function<Line, @Nullable Object> value) {
        return new Column(field, value);
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
            var ids = cards.stream().map(DealCard::id).toArray(Long[]::new);
            var more = more(ids);
            var parts = parts(ids);
            for (var card : cards)
                consumer.accept(new Line(
                        card, Objects.requireNonNull(more.get(card.id())), parts.getOrDefault(card.id(), List.of())));
        });
    }

    private Map<Long, List<PartOf>> parts(Long[] ids) {
        var parts = new HashMap<Long, List<PartOf>>();
        jdbc.sql("""
                select s.deal_id, s.partner_id, s.part, s.percent, p.name from deal_share s join partner p on p.id = s.partner_id
                where s.deal_id = any(:ids) order by s.deal_id, s.part desc, s.partner_id
                """).param("ids", ids).query(row -> {
            var share = new Share(
                    row.getLong("partner_id"), Part.valueOf(row.getString("part")), row.getBigDecimal("percent"));
            parts.computeIfAbsent(row.getLong("deal_id"), _ -> new ArrayList<>())
                    .add(new PartOf(share, row.getString("name")));
        });
        return parts;
    }

    private Map<Long, More> more(Long[] ids) {
        var more = new HashMap<Long, More>();
        jdbc.sql("""
                select d.*, cast(d.registered_at at time zone (select zone from programme) as date) as registered_on,
                       cast(d.decided_at at time zone (select zone from programme) as date) as decided_on,
                       l.name as lost_reason, c.name as partner_contact, i.name as incumbent
                from deal d
                left join lost_reason l on l.id = d.lost_reason_id
                left join contact c on c.id = d.contact_id
                left join partner i on i.id = d.incumbent_id
                where d.id = any(:ids)
                """).param("ids", ids).query(row -> {
            more.put(row.getLong("id"), more(row));
        });
        return more;
    }

    private static More more(ResultSet row) throws SQLException {
        return new More(
                row.getString("external_id"),
                row.getString("kind"),
                row.getString("customer_domain"),
                row.getString("customer_contact"),
                row.getString("products"),
                row.getString("description"),
                row.getString("territory"),
                row.getString("standing"),
                row.getObject("registered_on", LocalDate.class),
                row.getObject("decided_on", LocalDate.class),
                row.getString("decision_reason"),
                row.getBigDecimal("value"),
                row.getObject("protected_until", LocalDate.class),
                row.getBigDecimal("won_value"),
                row.getString("lost_reason"),
                row.getString("lost_note"),
                row.getString("partner_contact"),
                row.getString("incumbent"));
    }
}
