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

/**
 * The words in which the database is asked about deals: {@code w} is a deal, or several that are alike where sums are asked for,
 * {@code g} the rule of its stage.
 */
final class PipelineSql {

    /** The condition under which a deal is stalled. */
    static final String STALLED = " (w.phase = 'OPEN' and w.stage_since <= cast(:today as date) - g.stale_days) ";

    /** Sums over {@code w}, as {@link #sum} reads them. */
    static final String SUMS = """
            coalesce(sum(w.deals), 0) as deals, coalesce(sum(w.without_rate), 0) as without_rate,
            coalesce(sum(w.sourced_in_programme), 0) as sourced, coalesce(sum(w.influenced_in_programme), 0) as influenced
            """;

    /** A deal as a sum of one. */
    private static final String EACH = """
            (select d.*, 1 as deals, case when d.in_programme is null then 1 else 0 end as without_rate,
                    case when d.phase = 'WON' and d.won_worth is null then 1 else 0 end as won_without_rate
             from ${deals} d) w
            """;

    private static final String AND_ITS_STAGE = " left join pipeline_stage g on g.stage = w.stage ";

    private static final String CARD = """
            d.id, d.code, d.customer, d.origin, w.phase, w.stage, w.stage_since, coalesce(g.stale_days, 0) as stale_days,
            w.expected_close, w.closed_on, w.currency, w.worth, w.in_programme,
            w.sourced, w.influenced, w.partner_id, p.name as partner, t.name as tier, w.owner_id, m.name as owner,
            (select a.id from stalled_action sa join action a on a.id = sa.action_id and a.completed_at is null
             where sa.deal_id = w.deal_id and sa.stage = w.stage and sa.stage_since = w.stage_since) as action_id
            """;

    private static final String OF_CARD = """
            join deal d on d.id = w.deal_id
            join member m on m.id = w.owner_id
            left join partner p on p.id = w.partner_id
            left join tier t on t.id = p.tier_id
            """;

    private final PipelineQuestion question;
    private final LocalDate today;
    private final boolean kept;
    private boolean ofSingleDeals;
    private final Map<String, @Nullable Object> parameters = new HashMap<>();
    private final List<String> conditions = new ArrayList<>();

    /**
     * @param kept whether what is kept of the worth of deals is by today's rates; otherwise it is found anew
     * @param named the deals that the question's words are looked for in and found; null: look while asking
     */
    PipelineSql(PipelineQuestion question, LocalDate today, boolean kept, Long @Nullable [] named) {
        this.question = question;
        this.today = today;
        this.kept = kept;
        if (question.tier() != null) add("w.tier_id = :tier", "tier", question.tier());
        if (question.type() != null) add("w.type_id = :type", "type", question.type());
        var part = question.part();
        if (part != null)
            conditions.add(
                    switch (part) {
                        case SOURCED -> "w.is_sourced";
                        case INFLUENCED -> "w.is_influenced";
                    });
        ofSingleDeals = question.owner() != null
                || question.partner() != null
                || question.stalled()
                || !question.q().isEmpty();
        if (question.owner() != null) add("w.owner_id = :owner", "owner", question.owner());
        if (question.partner() != null)
            add(
                    "w.deal_id in (select x.deal_id from deal_part x where x.partner_id = :partner)",
                    "partner",
                    question.partner());
        if (question.stalled()) conditions.add(STALLED);
        if (named != null) add("w.deal_id = any(:named)", "named", named);
        else if (!question.q().isEmpty()) {
            var search = search(question.q());
            add("w.deal_id in (" + search.sql() + ")", "q", search.text());
        }
    }

    /** "deal … w … g": to choose among, one row for each. */
    String deals() {
        return " " + source() + " w" + AND_ITS_STAGE;
    }

    /** The same to be added up: what is kept of those that are alike, where no condition looks at a single deal. */
    String sums() {
        return kept && !ofSingleDeals ? " deal_sum_now w " : each();
    }

    /** The same one by one. */
    String each() {
        return EACH.replace("${deals}", source()) + AND_ITS_STAGE;
    }

    private String source() {
        return kept ? "deal_worth" : "deal_worth_on(:today)";
    }

    /** @param sql the deals in which {@code :q}, the text, is found */
    record Search(String sql, String text) {}

    /** By registration id, or by a part of the customer's or the partner's name. */
    static Search search(String q) {
        var code = RegistrationId.read(q);
        return code.isPresent()
                ? new Search(
                        "select x.id from deal x where x.code = :q", code.get().code())
                : new Search("""
                        select x.id from deal x where lower(x.customer) like lower(:q)
                        union
                        select x.id from deal x join partner y on y.id = x.partner_id where lower(y.name) like lower(:q)
                        """, "%" + q.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    /** What only a list asks: phase, stage and month. */
    PipelineSql ofTheList() {
        var stage = question.stage();
        var phase = question.phase() == null && stage != null ? Phase.only(stage) : question.phase();
        var month = question.month();
        if (phase != null) add("w.phase = :phase", "phase", phase.name());
        if (stage != null) add("w.stage = :stage", "stage", stage.name());
        if (month != null) add("w.month = :month", "month", month.atDay(1));
        return this;
    }

    PipelineSql and(String condition) {
        conditions.add(condition);
        ofSingleDeals = true;
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
    StatementSpec cards(JdbcClient jdbc, String chosen) {
        return ask(
                jdbc,
                "with chosen as (" + chosen + ") select " + CARD + " from chosen join " + source()
                        + " w on w.deal_id = chosen.id " + OF_CARD + AND_ITS_STAGE + " order by chosen.nth");
    }

    /** Cards with a condition of its own and an order, all the columns of a card at hand. */
    StatementSpec cardsWhere(JdbcClient jdbc, String rest) {
        return ask(
                jdbc,
                "select " + CARD + " from " + source() + " w " + OF_CARD + AND_ITS_STAGE + " where true " + conditions()
                        + rest);
    }

    StatementSpec ask(JdbcClient jdbc, String select) {
        return jdbc.sql(select).params(parameters).param("today", today);
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

    /** Without how many are stalled. */
    static Sum sum(java.sql.ResultSet row, Currency programme) throws java.sql.SQLException {
        return new Sum(
                row.getInt("deals"),
                0,
                new SideBySide(
                        new Money(row.getBigDecimal("sourced"), programme),
                        new Money(row.getBigDecimal("influenced"), programme)),
                row.getInt("without_rate"));
    }
}
