package app.touchline.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.DealReader;
import app.touchline.deal.EventKind;
import app.touchline.deal.Stage;
import app.touchline.pipeline.PipelineReview.Changed;
import app.touchline.pipeline.PipelineReview.Held;
import app.touchline.pipeline.PipelineReview.Many;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Reads what a weekly review goes through. */
@Component
@Transactional(readOnly = true)
class PipelineReviewReader {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    static final int MOST = 25;

    /** Protection that ends within so many days is talked about. */
    static final int LAPSING_DAYS = 14;

    private static final String CHANGES = """
            from deal_event e
            where e.at > :since and e.kind in ('REGISTERED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'MOVED', 'WON', 'LOST', 'REOPENED',
                                               'CLOSE_MOVED', 'LAPSED', 'HANDED_ON')
            """;

    private final PipelineReader pipeline;
    private final DealReader deals;
    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final Clock clock;

    PipelineReviewReader(
            PipelineReader pipeline, DealReader deals, JdbcClient jdbc, SettingsReader settings, Clock clock) {
        this.pipeline = pipeline;
        this.deals = deals;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    PipelineReview review(SignedIn me) {
        var now = clock.instant();
        var today = settings.current().today(clock);
        var held = held();
        var last = held.isEmpty() ? null : held.getFirst();
        var since = last == null ? now.minus(7, ChronoUnit.DAYS) : last.at();
        return new PipelineReview(
                last,
                since,
                changed(since, today),
                many(PipelineSql.STALLED, "w.stage_since, w.deal_id", today),
                many(
                        "w.phase = 'OPEN' and w.expected_close <= date '%s'"
                                .formatted(YearMonth.from(today).atEndOfMonth()),
                        "w.expected_close, w.deal_id",
                        today),
                deals.protectionEndingBy(today.plusDays(LAPSING_DAYS), MOST),
                deals.waiting(MOST),
                count(since),
                today,
                now,
                me.zone(),
                held);
    }

    /** Those held last, the latest first. */
    private List<Held> held() {
        return jdbc.sql("select * from pipeline_review order by held_at desc, id desc limit 8")
                .query((row, index) -> new Held(
                        row.getLong("id"),
                        row.getObject("held_at", OffsetDateTime.class).toInstant(),
                        row.getObject("day", LocalDate.class),
                        row.getString("by_name"),
                        row.getString("note"),
                        row.getInt("changed"),
                        row.getInt("stalled"),
                        row.getInt("closing"),
                        row.getInt("lapsing"),
                        row.getInt("decisions")))
                .list();
    }

    private Many many(String condition, String order, LocalDate today) {
        return new Many(pipeline.cards(condition, order, MOST, today), pipeline.count(condition, today));
    }

    private int count(Instant since) {
        return jdbc.sql("select count(distinct e.deal_id) " + CHANGES)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private record Last(long dealId, String what, Instant at, String by, int times) {}

    private List<Changed> changed(Instant since, LocalDate today) {
        var last = jdbc.sql("""
                with latest as (
                    select e.deal_id, max(e.id) as id, count(*) as times ${changes} group by e.deal_id order by max(e.id) desc limit ${most}
                )
                select l.deal_id, l.times, e.kind, e.at, e.by_name, e.from_stage, e.to_stage, e.from_day, e.to_day
                from latest l join deal_event e on e.id = l.id order by e.id desc
                """.replace("${changes}", CHANGES).replace("${most}", "" + MOST))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, index) -> last(row))
                .list();
        if (last.isEmpty()) return List.of();
        var ids = last.stream().map(each -> "" + each.dealId()).collect(Collectors.joining(", "));
        Map<Long, DealCard> cards =
                pipeline.cards("w.deal_id in (%s)".formatted(ids), "w.deal_id", MOST, today).stream()
                        .collect(Collectors.toMap(DealCard::id, Function.identity()));
        return last.stream()
                .filter(each -> cards.containsKey(each.dealId()))
                .map(each -> new Changed(
                        Objects.requireNonNull(cards.get(each.dealId())),
                        each.what(),
                        each.at(),
                        each.by(),
                        each.times()))
                .toList();
    }

    private static Last last(ResultSet row) throws SQLException {
        var kind = EventKind.valueOf(row.getString("kind"));
        var from = words(row, "from_stage");
        return new Last(
                row.getLong("deal_id"),
                kind == EventKind.CLOSE_MOVED
                        ? PipelineReview.words(kind, day(row, "from_day"), day(row, "to_day"))
                        : PipelineReview.words(kind, from, words(row, "to_stage")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"),
                row.getInt("times"));
    }

    private static @Nullable String day(ResultSet row, String column) throws SQLException {
        var day = row.getObject(column, LocalDate.class);
        return day == null ? null : DAY.format(day);
    }

    private static @Nullable String words(ResultSet row, String column) throws SQLException {
        var stage = row.getString(column);
        return stage == null ? null : Stage.valueOf(stage).words();
    }
}
