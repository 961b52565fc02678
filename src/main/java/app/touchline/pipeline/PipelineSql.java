package app.touchline.pipeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import app.touchline.deal.Origin;
import app.touchline.deal.RegistrationId;
import app.touchline.deal.Stage;
import app.touchline.money.Money;
import app.touchline.money.MoneyReader;

/** The words in which the database is asked about deals: {@code w} is deal_worth, {@code g} its stage, {@code r} today's rate. */
final class PipelineSql {

    /** The condition under which a deal is stalled. */
    static final String STALLED =
            " coalesce(w.phase = 'OPEN' and cast(:today as date) - w.stage_since >= g.stale_days, false) ";

    /** Sums over {@code w}, as {@link #sum} reads them. */
    static final String SUMS = """
            count(*) as deals, count(*) filter (where %s) as stalled,
            coalesce(sum(case when r.rate = 1 then w.sourced else round(w.sourced * r.rate, r.decimals) end), 0) as sourced,
            coalesce(sum(case when r.rate = 1 then w.influenced else round(w.influenced * r.rate, r.decimals) end), 0) as influenced,
            count(*) filter (where r.rate is null) as without_rate
            """.formatted(STALLED);

    private static final String CARD = """
            d.id, d.code, d.customer, d.origin, w.phase, w.stage, w.stage_since, coalesce(g.stale_days, 0) as stale_days,
            w.expected_close, w.closed_on, w.currency, w.worth, round(w.worth * r.rate, r.decimals) as in_programme,
            w.sourced, w.influenced, w.partner_id, p.name as partner, t.name as tier, w.owner_id, m.name as owner,
            (select a.id from stalled_action sa join action a on a.id = sa.action_id and a.completed_at is null
             where sa.deal_id = w.deal_id and sa.stage = w.stage and sa.stage_since = w.stage_since) as action_id
            """;

    private static final String OF_CARD = """
            join deal d on d.id = w.deal_id
            join member m on m.id = w.owner_id
            left join partner p on p.id = w.partner_id
            left join tier t on t.id = p.tier_id
            left join pipeline_stage g on g.stage = w.stage
            left join rate r on r.currency = w.currency
            """;

    private final PipelineQuestion question;
    private final Map<String, @Nullable Object> parameters = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();

    PipelineSql(PipelineQuestion question) {
        this.question = question;
        if (question.tier() != null)
            add("(select x.tier_id from partner x where x.id = w.partner_id) = :tier", "tier", question.tier());
        if (question.type() != null)
            add("(select x.type_id from partner x where x.id = w.partner_id) = :type", "type", question.type());
        if (question.owner() != null) add("w.owner_id = :owner", "owner", question.owner());
        if (question.partner() != null)
            add(
                    "w.deal_id in (select x.deal_id from deal_part x where x.partner_id = :partner)",
                    "partner",
                    question.partner());
        var part = question.part();
        if (part != null)
            conditions.add(
                    switch (part) {
                        case SOURCED -> "w.sourced is not null";
                        case INFLUENCED -> "w.influenced is not null";
                    });
        if (question.stalled()) conditions.add(STALLED);
        if (!question.q().isEmpty()) search();
    }

    private void search() {
        var code = RegistrationId.read(question.q());
        if (code.isPresent())
            add(
                    "w.deal_id in (select x.id from deal x where x.code = :code)",
                    "code",
                    code.get().code());
        else add("""
                    (w.deal_id in (select x.id from deal x where lower(x.customer) like lower(:q))
                     or w.partner_id in (select x.id from partner x where lower(x.name) like lower(:q)))
                    """, "q", "%" + question.q().replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    /** What only a list asks: phase, stage and month. */
    PipelineSql ofTheList() {
        var phase = question.phase();
        var stage = question.stage();
        var month = question.month();
        if (phase != null) add("w.phase = :phase", "phase", phase.name());
        if (stage != null) add("w.stage = :stage", "stage", stage.name());
        if (month != null) add("w.month = :month", "month", month.atDay(1));
        return this;
    }

    PipelineSql and(String condition) {
        conditions.add(condition);
        return this;
    }

    PipelineSql with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** "and …" for each condition. */
    String conditions() {
        return conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions);
    }

    /** Cards of those deals that a query names, as {@code id}, in an order it gives them, as {@code nth}. */
    StatementSpec cards(JdbcClient jdbc, String chosen, LocalDate today) {
        return ask(
                jdbc,
                ", chosen as (" + chosen + ") select " + CARD
                        + " from chosen join deal_worth w on w.deal_id = chosen.id " + OF_CARD + " order by chosen.nth",
                today);
    }

    /** Cards with a condition of its own and an order, all the columns of a card at hand. */
    StatementSpec cardsWhere(JdbcClient jdbc, String rest, LocalDate today) {
        return ask(
                jdbc, "select " + CARD + " from deal_worth w " + OF_CARD + " where true " + conditions() + rest, today);
    }

    StatementSpec ask(JdbcClient jdbc, String select, LocalDate today) {
        return jdbc.sql("with " + MoneyReader.RATES + select)
                .params(parameters)
                .param("day", today)
                .param("today", today);
    }

    static DealCard card(java.sql.ResultSet row, Currency programme) throws java.sql.SQLException {
        var currency = row.getString("currency");
        var converted = row.getBigDecimal("in_programme");
        return new DealCard(
                row.getLong("id"),
                new RegistrationId(row.getString("code")),
                row.getString("customer"),
                Origin.valueOf(row.getString("origin")),
                Phase.valueOf(row.getString("phase")),
                Stage.valueOf(row.getString("stage")),
                row.getObject("stage_since", LocalDate.class),
                row.getInt("stale_days"),
                row.getObject("expected_close", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                Money.stored(row.getBigDecimal("worth"), currency),
                converted == null ? null : new Money(converted, programme),
                money(row, "sourced", currency),
                money(row, "influenced", currency),
                row.getObject("partner_id", Long.class),
                row.getString("partner"),
                row.getString("tier"),
                row.getLong("owner_id"),
                row.getString("owner"),
                row.getObject("action_id", Long.class));
    }

    private static @Nullable Money money(java.sql.ResultSet row, String column, String currency)
            throws java.sql.SQLException {
        var amount = row.getBigDecimal(column);
        return amount == null ? null : Money.stored(amount, currency);
    }

    static Sum sum(java.sql.ResultSet row, Currency programme) throws java.sql.SQLException {
        return new Sum(
                row.getInt("deals"),
                row.getInt("stalled"),
                new SideBySide(
                        new Money(row.getBigDecimal("sourced"), programme),
                        new Money(row.getBigDecimal("influenced"), programme)),
                row.getInt("without_rate"));
    }
}
