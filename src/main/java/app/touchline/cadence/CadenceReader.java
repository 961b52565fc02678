package app.touchline.cadence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.SettingsReader;
import app.touchline.settings.TouchCounts;

/**
 * Reads how partners stand against their windows, now and as of any past day. As of a day: touches whose date in the
 * programme's zone is not after it, whenever they were captured; tier, owner, status, windows and what counts as in
 * force at its end. Today's answer comes from each partner's stored last touch, a past day's from the histories.
 */
@Component
@Transactional(readOnly = true)
public class CadenceReader {

    /** Inside, but only by touches noted by hand: without them the anchor would be before the window. */
    private static final String RESTING_ON_HAND_NOTED = """
            anchor + window_days >= :day
            and coalesce(nullif(entered_cadence, '-infinity'), :knownSince) + window_days < :day
            and partner_id in (
                select tp.partner_id
                from touch t
                join touch_partner tp on tp.touch_id = t.id
                where t.noted_by is not null and tp.${counted}
                  and t.occurred_at < :endOfDay
                  and t.occurred_at >= cast(:day - (select max(window_days) from tier_on) as timestamp) at time zone :zone
            )
            and not exists (
                select from touch_partner tp
                join touch captured on captured.id = tp.touch_id and captured.noted_by is null
                where tp.partner_id = cadence.partner_id and tp.${counted}
                  and tp.occurred_at < :endOfDay
                  and tp.occurred_at >= cast(:day - window_days as timestamp) at time zone :zone
            )
            """;

    private static final String COVERAGE = """
            , per_tier as (
                select tier_id,
                       count(*) as in_cadence,
                       count(*) filter (where ${slipped}) as slipped,
                       count(*) filter (where ${resting}) as resting_on_hand_noted
                from cadence
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
    private final SettingsReader settings;
    private final Clock clock;

    CadenceReader(JdbcClient jdbc, SettingsReader settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every partner of that day, by name. */
    public List<PartnerCadence> on(LocalDate day) {
        return select(question(day), "select * from cadence order by lower(name), partner_id")
                .query(rows(day))
                .list();
    }

    /** Hands over every partner of that day, one by one, by name in code point order. */
    public void each(LocalDate day, Consumer<PartnerCadence> consumer) {
        try (var rows = select(question(day), "select * from cadence order by name collate \"C\", partner_id")
                .withFetchSize(500)
                .query(rows(day))
                .stream()) {
            rows.forEach(consumer);
        }
    }

    /** Empty for a partner that was not in the programme on that day, or is archived. */
    public Optional<PartnerCadence> of(long partnerId, LocalDate day) {
        return select(question(day), "select * from cadence where partner_id = :partnerId")
                .param("partnerId", partnerId)
                .query(rows(day))
                .optional();
    }

    /**
     * The partners past their window on that day: tier by tier in their rank, within each the longest silence first. A
     * tier whose coverage is not known on that day has none.
     */
    public List<PartnerCadence> slipped(LocalDate day, int atMost) {
        return select(
                        question(day),
                        "select * from cadence where " + CadenceStatus.SLIPPED.condition()
                                + " and cast(:knownSince as date) + window_days <= :day"
                                + " order by rank, anchor, lower(name), partner_id limit :atMost")
                .param("atMost", atMost)
                .query(rows(day))
                .list();
    }

    /** The page of that day's partners that a filter asks for, with its counts. */
    public PartnerPage page(PartnerFilter filter, LocalDate day) {
        var question = question(day);
        var counts = counts(question, filter);
        var total = filter.cadence().isEmpty()
                ? counts.values().stream().mapToInt(Integer::intValue).sum()
                : filter.cadence().stream()
                        .mapToInt(cadence -> counts.getOrDefault(cadence, 0))
                        .sum();
        var rows = filtered(
                        question,
                        filter,
                        "select * from cadence where " + conditions(question, filter) + anyOf(filter) + " order by "
                                + filter.order().expression() + (filter.descending() ? " desc" : "")
                                + " nulls last, lower(name), partner_id limit :rows offset :from")
                .param("rows", filter.size())
                .param("from", (long) filter.page() * filter.size())
                .query(rows(day))
                .list();
        return new PartnerPage(rows, counts, total, filter.page(), filter.size());
    }

    /** Each tier's coverage on that day, by rank: tiers that were there then, also those in which nobody is in cadence. */
    public List<TierCoverage> coveragePerTier(LocalDate day) {
        var question = question(day);
        return select(
                        question,
                        COVERAGE.replace("${resting}", restingOnHandNoted(question))
                                .replace("${slipped}", CadenceStatus.SLIPPED.condition()))
                .query((row, index) -> coverage(row, day, question.knownSince()))
                .list();
    }

    /** Coverage at the end of that day and of the same weekday in the weeks before it, oldest first. */
    public List<CoverageOn> coverageByWeek(LocalDate day, int weeks) {
        if (weeks < 1 || weeks > CoverageByWeek.MOST_WEEKS)
            throw new IllegalArgumentException("%d weeks; from 1 to %d".formatted(weeks, CoverageByWeek.MOST_WEEKS));
        var firstDay = day.minusWeeks(weeks - 1L);
        return settings.touchCountsChangedIn(firstDay.plusDays(1), day)
                ? dayByDay(day, weeks)
                : atOnce(question(day), firstDay, weeks);
    }

    /** For the weeks around a change of what counts as a touch. */
    private List<CoverageOn> dayByDay(LocalDate day, int weeks) {
        return IntStream.rangeClosed(1, weeks)
                .mapToObj(week -> day.minusWeeks(weeks - week))
                .map(then -> new CoverageOn(then, known(coveragePerTier(then))))
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

    private Map<CadenceStatus, Integer> counts(Question question, PartnerFilter filter) {
        var counts = new EnumMap<CadenceStatus, Integer>(CadenceStatus.class);
        var columns = List.of(CadenceStatus.values()).stream()
                .map(cadence -> "count(*) filter (where %s) as %s".formatted(cadence.condition(), cadence.code()))
                .collect(Collectors.joining(", "));
        filtered(question, filter, "select " + columns + " from cadence where " + conditions(question, filter))
                .query(row -> {
                    for (var cadence : CadenceStatus.values()) counts.put(cadence, row.getInt(cadence.code()));
                });
        return counts;
    }

    private static String restingOnHandNoted(Question question) {
        return RESTING_ON_HAND_NOTED.replace("${counted}", CadenceText.counted(question.counts()));
    }

    private StatementSpec filtered(Question question, PartnerFilter filter, String rest) {
        var statement = select(question, rest);
        if (!filter.text().isEmpty()) statement = statement.param("text", filter.text());
        if (filter.tierId() != null) statement = statement.param("tierId", filter.tierId());
        if (filter.ownerId() != null) statement = statement.param("ownerId", filter.ownerId());
        if (filter.status() != null)
            statement = statement.param("status", filter.status().name());
        return statement;
    }

    private static String conditions(Question question, PartnerFilter filter) {
        var conditions = new StringBuilder("true");
        if (!filter.text().isEmpty()) conditions.append("""
                 and (strpos(lower(name), lower(:text)) > 0 or partner_id in (
                    select partner_id from partner_domain where strpos(domain, lower(:text)) > 0
                    union all
                    select place.partner_id
                    from contact_place place
                    join contact c on c.id = place.contact_id and c.archived_at is null
                    left join contact_address a on a.contact_id = c.id
                    where place.valid @> cast(:day as date)
                      and (strpos(lower(c.name), lower(:text)) > 0 or strpos(a.address, lower(:text)) > 0)
                 ))
                """);
        if (filter.tierId() != null) conditions.append(" and tier_id = :tierId");
        if (filter.ownerId() != null) conditions.append(" and owner_id = :ownerId");
        if (filter.status() != null) conditions.append(" and status = :status");
        if (filter.restingOnHandNoted()) conditions.append(" and ").append(restingOnHandNoted(question));
        return conditions.toString();
    }

    private static String anyOf(PartnerFilter filter) {
        if (filter.cadence().isEmpty()) return "";
        return filter.cadence().stream()
                .map(CadenceStatus::condition)
                .collect(Collectors.joining(") or (", " and ((", "))"));
    }

    /**
     * Another reader's own question to the common table {@code cadence} (one row per partner of that day): {@code rest}
     * follows it and may begin with further common tables. Answered row by row with {@link #row}.
     */
    public StatementSpec ask(LocalDate day, String rest) {
        return select(question(day), rest);
    }

    /** Reads a partner from a row that has all columns of {@code cadence}. */
    public static PartnerCadence row(ResultSet row, LocalDate day) throws SQLException {
        return new PartnerCadence(
                row.getLong("partner_id"),
                row.getString("name"),
                tier(row),
                row.getObject("owner_id", Long.class),
                row.getString("owner_name"),
                ProgrammeStatus.valueOf(row.getString("status")),
                day,
                instant(row, "last_touch_at"),
                row.getObject("last_touch", LocalDate.class),
                row.getObject("anchor", LocalDate.class));
    }

    private StatementSpec select(Question question, String rest) {
        return jdbc.sql(question.text() + rest)
                .param("day", question.day())
                .param("endOfDay", Timestamp.from(question.endOfDay()))
                .param("zone", question.zone().getId())
                .param("knownSince", question.knownSince());
    }

    private Question question(LocalDate day) {
        var programme = settings.current();
        var counts = settings.touchCountsOn(day);
        var text = day.isBefore(programme.today(clock)) ? CadenceText.onAPastDay(counts) : CadenceText.now(counts);
        var endOfDay = day.plusDays(1).atStartOfDay(programme.zone()).toInstant();
        return new Question(text, counts, day, endOfDay, programme.zone(), programme.knownSince());
    }

    private static RowMapper<PartnerCadence> rows(LocalDate day) {
        return (row, index) -> row(row, day);
    }

    private static TierCoverage coverage(ResultSet row, LocalDate day, LocalDate knownSince) throws SQLException {
        var tier = tier(row);
        var inCadence = row.getInt("in_cadence");
        var from = knownSince.plusDays(tier.windowDays());
        return day.isBefore(from)
                ? new TierCoverage.NotKnown(tier, inCadence, from)
                : new TierCoverage.Known(
                        tier,
                        new Coverage(inCadence - row.getInt("slipped"), inCadence),
                        row.getInt("resting_on_hand_noted"));
    }

    private static TierWindow tier(ResultSet row) throws SQLException {
        return new TierWindow(
                row.getLong("tier_id"),
                row.getString("tier_name"),
                row.getInt("rank"),
                row.getInt("window_days"),
                row.getInt("lead_days"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private record Question(
            String text, TouchCounts counts, LocalDate day, Instant endOfDay, ZoneId zone, LocalDate knownSince) {}
}
