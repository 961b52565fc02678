package app.touchline.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.money.Money;
import app.touchline.money.MoneyReader;
import app.touchline.pipeline.Forecast.Line;
import app.touchline.pipeline.Forecast.When;

/** Reads what is expected of deals by month. Amounts are rounded deal by deal, so that lists add up to them. */
@Component
@Transactional(readOnly = true)
class ForecastReader {

    /** So many months back, for what was closed, and so many ahead, for what is expected. */
    static final int BACK = 3;

    static final int AHEAD = 11;

    private static final String OPEN = """
            with each as (
                select case when w.month < :thisMonth then date '-infinity' when w.month > :lastMonth then date 'infinity'
                            else w.month end as month,
                       w.stage, sum(w.deals) as deals, sum(w.without_rate) as without_rate,
                       sum(w.sourced_in_programme) as sourced, sum(w.influenced_in_programme) as influenced
                from ${sums} where w.phase = 'OPEN' ${conditions}
                group by 1, 2
            )
            select month, sum(deals) as deals, sum(without_rate) as without_rate,
                   coalesce(sum(sourced), 0) as sourced, coalesce(sum(influenced), 0) as influenced,
                   coalesce(sum(round(sourced * likely.probability / 100, p.decimals)), 0) as likely_sourced,
                   coalesce(sum(round(influenced * likely.probability / 100, p.decimals)), 0) as likely_influenced
            from each join pipeline_stage likely on likely.stage = each.stage cross join programme_currency p group by month
            """;

    private static final String WON = """
            select w.month, sum(w.deals) as deals, sum(w.won_without_rate) as without_rate,
                   coalesce(sum(w.won_sourced), 0) as sourced, coalesce(sum(w.won_influenced), 0) as influenced
            from ${sums} where w.phase = 'WON' and w.month >= :firstMonth ${conditions}
            group by w.month
            """;

    private static final String SLIPPED = """
            select cast(date_trunc('month', e.from_day::timestamp) as date) as month, count(distinct e.deal_id) as deals
            from deal_event e
            where e.kind = 'CLOSE_MOVED' and date_trunc('month', e.to_day::timestamp) > date_trunc('month', e.from_day::timestamp)
              and e.from_day >= :firstMonth and e.from_day < :afterLast ${these}
            group by 1
            """;

    private final JdbcClient jdbc;
    private final MoneyReader money;
    private final StageRules rules;
    private final Asking asking;

    ForecastReader(JdbcClient jdbc, MoneyReader money, StageRules rules, Asking asking) {
        this.jdbc = jdbc;
        this.money = money;
        this.rules = rules;
        this.asking = asking;
    }

    Forecast of(PipelineQuestion question, LocalDate today) {
        var currency = money.programme();
        var thisMonth = YearMonth.from(today);
        var lines = new HashMap<LocalDate, Line>();
        var asked = asking.sql(question, today)
                .with("thisMonth", thisMonth.atDay(1))
                .with("lastMonth", thisMonth.plusMonths(AHEAD).atDay(1))
                .with("firstMonth", thisMonth.minusMonths(BACK).atDay(1))
                .with("afterLast", thisMonth.plusMonths(AHEAD + 1L).atDay(1));
        ask(asked, OPEN, row -> {
            var month = day(row);
            lines.merge(month, open(row, currency, month), Line::plus);
        });
        ask(asked, WON, row -> {
            var month = day(row);
            lines.merge(month, won(row, currency), Line::plus);
        });
        ask(asked, SLIPPED, row -> {
            var month = day(row);
            lines.merge(month, slipped(row, currency), Line::plus);
        });
        return new Forecast(question, inOrder(lines, currency, thisMonth), rules.likely());
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void ask(PipelineSql asked, String sql, Row taken) {
        var these = asked.conditions().isEmpty()
                ? ""
                : "and e.deal_id in (select w.deal_id from %s where true %s)"
                        .formatted(asked.deals(), asked.conditions());
        asked.ask(
                        jdbc,
                        sql.replace("${sums}", asked.sums())
                                .replace("${conditions}", asked.conditions())
                                .replace("${these}", these))
                .query(row -> {
                    taken.take(row);
                });
    }

    private static final LocalDate BEFORE = LocalDate.of(1, 1, 1);
    private static final LocalDate AFTER = LocalDate.of(9999, 12, 1);

    /** The month's first day, {@link #BEFORE} or {@link #AFTER}. */
    private static LocalDate day(ResultSet row) throws SQLException {
        return switch (row.getString("month")) {
            case "-infinity" -> BEFORE;
            case "infinity" -> AFTER;
            default -> row.getObject("month", LocalDate.class);
        };
    }

    private static Line open(ResultSet row, Currency currency, LocalDate month) throws SQLException {
        var none = SideBySide.none(currency);
        var single = !month.equals(BEFORE) && !month.equals(AFTER);
        return new Line(
                month.equals(BEFORE) ? When.OVERDUE : month.equals(AFTER) ? When.LATER : When.MONTH,
                single ? YearMonth.from(month) : null,
                row.getInt("deals"),
                pair(row, currency, ""),
                pair(row, currency, "likely_"),
                0,
                none,
                0,
                row.getInt("without_rate"));
    }

    private static Line won(ResultSet row, Currency currency) throws SQLException {
        var none = SideBySide.none(currency);
        return new Line(
                When.MONTH,
                YearMonth.from(row.getObject("month", LocalDate.class)),
                0,
                none,
                none,
                row.getInt("deals"),
                pair(row, currency, ""),
                0,
                row.getInt("without_rate"));
    }

    private static Line slipped(ResultSet row, Currency currency) throws SQLException {
        var none = SideBySide.none(currency);
        var month = YearMonth.from(row.getObject("month", LocalDate.class));
        return new Line(When.MONTH, month, 0, none, none, 0, none, row.getInt("deals"), 0);
    }

    private static SideBySide pair(ResultSet row, Currency currency, String prefix) throws SQLException {
        return new SideBySide(
                new Money(row.getBigDecimal(prefix + "sourced"), currency),
                new Money(row.getBigDecimal(prefix + "influenced"), currency));
    }

    /** Months in which nothing is expected stand there too. */
    private static java.util.List<Line> inOrder(Map<LocalDate, Line> lines, Currency currency, YearMonth thisMonth) {
        var all = new ArrayList<Line>();
        for (var month = thisMonth.minusMonths(BACK); month.isBefore(thisMonth); month = month.plusMonths(1))
            all.add(lines.getOrDefault(month.atDay(1), empty(When.MONTH, month, currency)));
        if (lines.containsKey(BEFORE)) all.add(lines.get(BEFORE));
        for (var ahead = 0; ahead <= AHEAD; ahead++) {
            var month = thisMonth.plusMonths(ahead);
            all.add(lines.getOrDefault(month.atDay(1), empty(When.MONTH, month, currency)));
        }
        if (lines.containsKey(AFTER)) all.add(lines.get(AFTER));
        return all;
    }

    private static Line empty(When when, YearMonth month, Currency currency) {
        var none = SideBySide.none(currency);
        return new Line(when, month, 0, none, none, 0, none, 0, 0);
    }
}
