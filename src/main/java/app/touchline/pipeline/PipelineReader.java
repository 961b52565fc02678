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

    private static final String FROM = """
             from deal_worth w
             left join pipeline_stage g on g.stage = w.stage
             left join rate r on r.currency = w.currency
            """;

    private final JdbcClient jdbc;
    private final MoneyReader money;

    PipelineReader(JdbcClient jdbc, MoneyReader money) {
        this.jdbc = jdbc;
        this.money = money;
    }

    Board board(PipelineQuestion question, LocalDate today) {
        var currency = money.programme();
        var sums = new EnumMap<Stage, Sum>(Stage.class);
        onTheBoard(question, today)
                .ask(
                        jdbc,
                        "select w.stage, " + SUMS + FROM
                                + " where (w.phase = 'OPEN' or w.phase in ('WON', 'LOST') and w.closed_on > :closedAfter) "
                                + new PipelineSql(question).conditions() + " group by w.stage",
                        today)
                .query(row -> {
                    sums.put(Stage.valueOf(row.getString("stage")), PipelineSql.sum(row, currency));
                });
        var cards = onTheBoard(question, today)
                .cards(jdbc, cardsOfEachStage(new PipelineSql(question).conditions()), today)
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

    private static PipelineSql onTheBoard(PipelineQuestion question, LocalDate today) {
        return new PipelineSql(question).with("closedAfter", today.minusDays(CLOSED_DAYS));
    }

    /** Of each stage the first: open ones that are expected to close soonest, closed ones that were closed last. */
    private static String cardsOfEachStage(String conditions) {
        return java.util.Arrays.stream(Stage.values())
                .map(stage -> (stage.closed() ? """
                                (select w.deal_id as id, row_number() over (order by w.closed_on desc, w.deal_id desc) as nth
                                 ${from} where w.stage = '${stage}' and w.closed_on > :closedAfter ${conditions}
                                 order by w.closed_on desc, w.deal_id desc limit ${cards})
                                """ : """
                                (select w.deal_id as id, row_number() over (order by w.expected_close, w.deal_id) as nth
                                 ${from} where w.stage = '${stage}' and w.phase = 'OPEN' ${conditions}
                                 order by w.expected_close, w.deal_id limit ${cards})
                                """)
                        .replace("${from}", "from deal_worth w left join pipeline_stage g on g.stage = w.stage")
                        .replace("${stage}", stage.name())
                        .replace("${conditions}", conditions)
                        .replace("${cards}", "" + CARDS))
                .collect(Collectors.joining(" union all "));
    }

    DealList list(PipelineQuestion question, LocalDate today) {
        var currency = money.programme();
        var sum = new PipelineSql(question)
                .ofTheList()
                .ask(
                        jdbc,
                        "select " + SUMS + FROM + " where true "
                                + new PipelineSql(question).ofTheList().conditions(),
                        today)
                .query((row, index) -> PipelineSql.sum(row, currency))
                .single();
        var cards = page(question, PipelineQuestion.ROWS + 1, today).cards();
        return new DealList(question, sum, cards, PipelineQuestion.ROWS, today);
    }

    private record Page(List<DealCard> cards, @Nullable After next) {}

    /** Its rows in the order in which they follow the one it begins at, which is backwards where it ends there. */
    private Page page(PipelineQuestion question, int rows, LocalDate today) {
        var order = question.order();
        var sql = new PipelineSql(question).ofTheList();
        var after = question.after();
        var descending = order.descending() != (after != null && after.back());
        var turn = descending ? " desc" : "";
        if (after != null)
            sql.and("(%s, w.deal_id) %s (:key, :afterId)".formatted(order.expression(), descending ? "<" : ">"))
                    .with("key", after.key())
                    .with("afterId", after.id());
        var currency = money.programme();
        var chosen =
                "select w.deal_id as id, row_number() over (order by %1$s%2$s, w.deal_id%2$s) as nth %3$s where true %4$s order by %1$s%2$s, w.deal_id%2$s limit %5$d"
                        .formatted(order.expression(), turn, FROM, sql.conditions(), rows);
        var cards = sql.cards(jdbc, chosen, today)
                .query((row, index) -> PipelineSql.card(row, currency))
                .list();
        return new Page(cards, cards.size() < rows ? null : DealList.after(order, cards.getLast()));
    }

    /** Cards with a condition of their own, most of them, in an order. */
    List<DealCard> cards(String condition, String order, int most, LocalDate today) {
        var currency = money.programme();
        return new PipelineSql(PipelineQuestion.all())
                .and(condition)
                .cardsWhere(jdbc, " order by " + order + " limit " + most, today)
                .query((row, index) -> PipelineSql.card(row, currency))
                .list();
    }

    /** Every deal that is asked for, a page at a time, in the list's order. */
    void each(PipelineQuestion question, LocalDate today, int atOnce, Consumer<List<DealCard>> consumer) {
        var next = question.after(null);
        while (true) {
            var page = page(next, atOnce, today);
            consumer.accept(page.cards());
            if (page.next() == null) return;
            next = next.after(page.next());
        }
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
