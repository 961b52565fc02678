package app.touchline.cadence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;

/** Reads cadence coverage: partners in cadence that are not slipped, of all in cadence, now and as of any past day. */
@Component
@Transactional(readOnly = true)
public class CoverageReader {

    private static final String COVERAGE = """
            , per_tier as (
                select tier_id,
                       count(*) as in_cadence,
                       count(*) filter (where ${slipped}) as slipped,
                       count(*) filter (where ${resting}) as resting_on_hand_noted
                from ${everyPartner}
                where anchor is not null
                group by tier_id
            )
            select t.*, coalesce(in_cadence, 0) as in_cadence, coalesce(slipped, 0) as slipped,
                   coalesce(resting_on_hand_noted, 0) as resting_on_hand_noted
            from tier_on t
            left join per_tier using (tier_id)
            where t.archived_at is null or t.archived_at >= :endOfDay or in_cadence > 0
            order by t.rank, t.tier_name
            """;

    private final JdbcClient jdbc;
    private final Question.Asked questions;
    private final PastDays pastDays;
    private final SettingsReader settings;

    CoverageReader(JdbcClient jdbc, Question.Asked questions, PastDays pastDays, SettingsReader settings) {
        this.jdbc = jdbc;
        this.questions = questions;
        this.pastDays = pastDays;
        this.settings = settings;
    }

    /** Each tier's coverage on that day, by rank: tiers that were there then, also those in which nobody is in cadence. */
    public List<TierCoverage> perTier(LocalDate day) {
        var question = questions.on(day);
        return question.past() ? pastDays.answer(question, "per tier", () -> perTier(question)) : perTier(question);
    }

    private List<TierCoverage> perTier(Question question) {
        return question.select(
                        jdbc,
                        COVERAGE.replace("${everyPartner}", CadenceText.EVERY_PARTNER)
                                .replace("${resting}", CadenceText.restingOnHandNoted(question.counts()))
                                .replace("${slipped}", CadenceStatus.SLIPPED.condition()))
                .query((row, index) -> coverage(row, question))
                .list();
    }

    /**
     * Coverage at the end of that day and of the same weekday in the weeks before it, oldest first.
     *
     * @param perTier that day's own, as {@link #perTier} gives it
     */
    public List<CoverageOn> byWeek(LocalDate day, int weeks, List<TierCoverage> perTier) {
        if (weeks < 2 || weeks > CoverageByWeek.MOST_WEEKS)
            throw new IllegalArgumentException("%d weeks; from 2 to %d".formatted(weeks, CoverageByWeek.MOST_WEEKS));
        if (questions.on(day).past()) return pastWeeks(day, weeks);
        var all = new ArrayList<>(pastWeeks(day.minusWeeks(1), weeks - 1));
        all.add(new CoverageOn(day, known(perTier)));
        return List.copyOf(all);
    }

    private List<CoverageOn> pastWeeks(LocalDate last, int weeks) {
        var question = questions.on(last);
        return pastDays.answer(question, List.of("weeks", weeks), () -> {
            var first = last.minusWeeks(weeks - 1L);
            return settings.touchCountsChangedIn(first.plusDays(1), last)
                    ? dayByDay(last, weeks)
                    : atOnce(question, first, weeks);
        });
    }

    /** For the weeks around a change of what counts as a touch. */
    private List<CoverageOn> dayByDay(LocalDate day, int weeks) {
        return IntStream.rangeClosed(1, weeks)
                .mapToObj(week -> day.minusWeeks(weeks - week))
                .map(then -> new CoverageOn(then, known(perTier(then))))
                .toList();
    }

    private static Map<Long, Coverage> known(List<TierCoverage> tiers) {
        return tiers.stream()
                .filter(TierCoverage.Known.class::isInstance)
                .map(TierCoverage.Known.class::cast)
                .collect(Collectors.toMap(known -> known.tier().tierId(), TierCoverage.Known::coverage));
    }

    private List<CoverageOn> atOnce(Question question, LocalDate firstDay, int weeks) {
        var windows = windows();
        var byWeek = new HashMap<Integer, Map<Long, Coverage>>();
        jdbc.sql(CoverageByWeek.text(question.counts()))
                .param("day", question.day())
                .param("endOfDay", Timestamp.from(question.endOfDay()))
                .param("firstDay", firstDay)
                .param("zone", question.zone().getId())
                .param("knownSince", question.knownSince())
                .param("weeks", weeks)
                .query(row -> {
                    byWeek.computeIfAbsent(row.getInt("week"), week -> new HashMap<>())
                            .put(row.getLong("tier_id"), new Coverage(row.getInt("inside"), row.getInt("in_cadence")));
                });
        return IntStream.rangeClosed(1, weeks)
                .mapToObj(nth -> {
                    var day = question.day().minusWeeks(weeks - nth);
                    var known = new HashMap<Long, Coverage>();
                    windows.forEach((tier, window) -> {
                        if (!day.isBefore(question.knownSince().plusDays(window.on(day))))
                            known.put(
                                    tier,
                                    byWeek.getOrDefault(weeks - nth, Map.of()).getOrDefault(tier, new Coverage(0, 0)));
                    });
                    return new CoverageOn(day, known);
                })
                .toList();
    }

    private Map<Long, WindowHistory> windows() {
        var windows = new HashMap<Long, WindowHistory>();
        jdbc.sql("select tier_id, since, window_days from tier_window order by tier_id, since nulls first")
                .query(row -> {
                    windows.computeIfAbsent(row.getLong("tier_id"), tier -> new WindowHistory(new ArrayList<>()))
                            .add(row.getObject("since", LocalDate.class), row.getInt("window_days"));
                });
        return windows;
    }

    /** A tier's windows in the order in which they came into force. */
    private record WindowHistory(List<Row> rows) {

        private record Row(@Nullable LocalDate since, int days) {}

        void add(@Nullable LocalDate since, int days) {
            rows.add(new Row(since, days));
        }

        int on(LocalDate day) {
            var inForce = rows.getFirst();
            for (var row : rows) if (row.since() == null || !row.since().isAfter(day)) inForce = row;
            return inForce.days();
        }
    }

    private static TierCoverage coverage(ResultSet row, Question question) throws SQLException {
        var tier = CadenceReader.tier(row);
        var inCadence = row.getInt("in_cadence");
        var from = question.knownSince().plusDays(tier.windowDays());
        return question.day().isBefore(from)
                ? new TierCoverage.NotKnown(tier, inCadence, from)
                : new TierCoverage.Known(
                        tier,
                        new Coverage(inCadence - row.getInt("slipped"), inCadence),
                        row.getInt("resting_on_hand_noted"));
    }
}
