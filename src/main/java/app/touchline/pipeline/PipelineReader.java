package app.touchline.pipeline;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.Stage;
import app.touchline.money.MoneyReader;
import app.touchline.pipeline.Board.Column;
import app.touchline.pipeline.Choices.Choice;
import app.touchline.pipeline.PipelineQuestion.After;

import static app.touchline.pipeline.PipelineSql.SUMS;

/** Reads deals for the board and for lists. {@code today} is the day in the programme's zone. */
@Component
@Transactional(readOnly = true)
class PipelineReader {

    /** So many cards stand in a column; the rest is one click away, in the list. */
    static final int CARDS = 25;

    /** For so many days what was closed stays on the board. */
    static final int CLOSED_DAYS = 30;

    private static final int FEW = 5_000;

    private static final String STALLED = " and " + PipelineSql.STALLED;

    private final JdbcClient jdbc;
    private final MoneyReader money;
    private final Asking asking;

    PipelineReader(JdbcClient jdbc, MoneyReader money, Asking asking) {
        this.jdbc = jdbc;
        this.money = money;
        this.asking = asking;
    }

    Board board(PipelineQuestion question, LocalDate today) {
        var currency = money.programme();
        var sql = asking.sql(question, today).with("closedAfter", today.minusDays(CLOSED_DAYS));
        var stalled = new EnumMap<Stage, Integer>(Stage.class);
        sql.ask(
                        jdbc,
                        "select w.stage, count(*) as deals from" + sql.deals() + "where w.phase = 'OPEN'" + STALLED
                                + sql.conditions() + " group by w.stage")
                .query(row -> {
                    stalled.put(Stage.valueOf(row.getString("stage")), row.getInt("deals"));
                });
        var sums = new EnumMap<Stage, Sum>(Stage.class);
        sql.ask(jdbc, """
                        select w.stage, ${sums} from ${open} where w.phase = 'OPEN' ${conditions} group by w.stage
                        union all
                        select w.stage, ${sums} from ${each}
                        where w.stage in ('CLOSED_WON', 'CLOSED_LOST') and w.closed_on > :closedAfter ${conditions} group by w.stage
                        """.replace("${sums}", SUMS)
                        .replace("${open}", sql.sums())
                        .replace("${each}", sql.each())
                        .replace("${conditions}", sql.conditions()))
                .query(row -> {
                    var stage = Stage.valueOf(row.getString("stage"));
                    sums.put(stage, PipelineSql.sum(row, currency).withStalled(stalled.getOrDefault(stage, 0)));
                });
        var cards = sql
                .cards(jdbc, cardsOfEachStage(sql))
                .query((row, index) -> PipelineSql.card(row, currency))
                .list()
                .stream()
                .collect(Collectors.groupingBy(DealCard::stage));
        return new Board(
                question,
                java.util.Arrays.stream(Stage.values())
                        .map(stage -> new Column(
                                stage,
                                sums.getOrDefault(stage, Sum.none(currency)),
                                cards.getOrDefault(stage, List.of())))
                        .toList(),
                today);
    }

    /** Of each stage the first: open ones that are expected to close soonest, closed ones that were closed last. */
    private static String cardsOfEachStage(PipelineSql sql) {
        return java.util.Arrays.stream(Stage.values())
                .map(stage -> (stage.closed() ? """
                                (select w.deal_id as id, row_number() over (order by w.closed_on desc, w.deal_id desc) as nth
                                 from ${deals} where w.stage = '${stage}' and w.closed_on > :closedAfter ${conditions}
                                 order by w.closed_on desc, w.deal_id desc limit ${cards})
                                """ : """
                                (select w.deal_id as id, row_number() over (order by w.expected_close, w.deal_id) as nth
                                 from ${deals} where w.stage = '${stage}' and w.phase = 'OPEN' ${conditions}
                                 order by w.expected_close, w.deal_id limit ${cards})
                                """)
                        .replace("${deals}", sql.deals())
                        .replace("${stage}", stage.name())
                        .replace("${conditions}", sql.conditions())
                        .replace("${cards}", "" + CARDS))
                .collect(Collectors.joining(" union all "));
    }

    DealList list(PipelineQuestion question, LocalDate today) {
        var sum = sum(question, today);
        var cards = sum.deals() == 0
                ? List.<DealCard>of()
                : page(question, PipelineQuestion.ROWS + 1, sum.deals() <= FEW, today)
                        .cards();
        return new DealList(question, sum, cards, PipelineQuestion.ROWS, today);
    }

    /** Of all that the list asks for. */
    private Sum sum(PipelineQuestion question, LocalDate today) {
        var currency = money.programme();
        var sql = asking.sql(question, today).ofTheList();
        var stalled = sql.ask(
                        jdbc,
                        "select count(*) from" + sql.deals() + "where w.phase = 'OPEN'" + STALLED + sql.conditions())
                .query(Integer.class)
                .single();
        return sql.ask(jdbc, "select " + SUMS + " from" + sql.sums() + "where true " + sql.conditions())
                .query((row, index) -> PipelineSql.sum(row, currency))
                .single()
                .withStalled(stalled);
    }

    private record Page(List<DealCard> cards, @Nullable After next) {}

    /**
     * Its rows in the order in which they follow the one it begins at, which is backwards where it ends there.
     *
     * @param few so few fit that they are best found first and put in order then; of many, those that come first are met soon on
     *     the way through all in order. Those of a month stand together in some order, the database does not know where.
     */
    private Page page(PipelineQuestion question, int rows, boolean few, LocalDate today) {
        var order = question.order();
        var sql = asking.sql(question, today).ofTheList();
        var after = question.after();
        var descending = order.descending() != (after != null && after.back());
        var turn = descending ? " desc" : "";
        if (after != null)
            sql.and("(%s, w.deal_id) %s (:key, :afterId)".formatted(order.expression(), descending ? "<" : ">"))
                    .with("key", after.key())
                    .with("afterId", after.id());
        var currency = money.programme();
        var these = sql.deals() + " where true " + sql.conditions();
        var chosen =
                "select w.deal_id as id, row_number() over (order by %1$s%2$s, w.deal_id%2$s) as nth from %3$s order by %1$s%2$s, w.deal_id%2$s limit %4$d"
                        .formatted(
                                order.expression(),
                                turn,
                                few || question.month() != null ? "(select w.* from " + these + " offset 0) w" : these,
                                rows);
        var cards = sql.cards(jdbc, chosen)
                .query((row, index) -> PipelineSql.card(row, currency))
                .list();
        return new Page(cards, cards.size() < rows ? null : DealList.after(order, cards.getLast()));
    }

    /** Cards with a condition of their own, most of them, in an order. */
    List<DealCard> cards(String condition, String order, int most, LocalDate today) {
        var currency = money.programme();
        return asking.sql(PipelineQuestion.all(), today)
                .and(condition)
                .cardsWhere(jdbc, " order by " + order + " limit " + most)
                .query((row, index) -> PipelineSql.card(row, currency))
                .list();
    }

    /** Every deal that is asked for, a page at a time, in the list's order. */
    void each(PipelineQuestion question, LocalDate today, int atOnce, Consumer<List<DealCard>> consumer) {
        var next = question.after(null);
        while (true) {
            var page = page(next, atOnce, false, today);
            consumer.accept(page.cards());
            if (page.next() == null) return;
            next = next.after(page.next());
        }
    }

    /** How many deals a condition holds for. */
    int count(String condition, LocalDate today) {
        var sql = asking.sql(PipelineQuestion.all(), today);
        return sql.ask(jdbc, "select count(*) from" + sql.deals() + "where " + condition)
                .query(Integer.class)
                .single();
    }

    /** What the filters offer. */
    Choices choices(PipelineQuestion question) {
        return new Choices(
                choices("select id, name from tier where archived_at is null order by rank, name"),
                choices(
                        "select id, name from member m where exists (select from deal_worth w where w.owner_id = m.id) order by lower(name), id"),
                choices("select id, name from partner_type where archived_at is null order by lower(name), id"),
                question.partner() == null
                        ? null
                        : choices("select id, name from partner where id = " + question.partner()).stream()
                                .findFirst()
                                .orElse(null));
    }

    private List<Choice> choices(String sql) {
        return jdbc.sql(sql)
                .query((row, index) -> new Choice(row.getLong("id"), row.getString("name")))
                .list();
    }
}
