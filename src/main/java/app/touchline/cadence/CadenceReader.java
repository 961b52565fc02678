package app.touchline.cadence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.partner.ProgrammeStatus;

/**
 * Reads how partners stand against their windows, now and as of any past day. As of a day: touches whose date in the
 * programme's zone is not after it, whenever they were captured; tier, owner, status, windows and what counts as in
 * force at its end. Today's answer comes from each partner's stored last touch, a past day's from the histories.
 */
@Component
@Transactional(readOnly = true)
public class CadenceReader {

    private final JdbcClient jdbc;
    private final Question.Asked questions;
    private final PastDays pastDays;

    CadenceReader(JdbcClient jdbc, Question.Asked questions, PastDays pastDays) {
        this.jdbc = jdbc;
        this.questions = questions;
        this.pastDays = pastDays;
    }

    /** Every partner of that day, by name. */
    public List<PartnerCadence> on(LocalDate day) {
        return questions
                .on(day)
                .select(jdbc, "select * from cadence order by lower(name), partner_id")
                .query(rows(day))
                .list();
    }

    /** Hands over every partner of that day, one by one, by name in code point order. */
    public void each(LocalDate day, Consumer<PartnerCadence> consumer) {
        try (var rows = questions
                .on(day)
                .select(jdbc, "select * from cadence order by name collate \"C\", partner_id")
                .withFetchSize(500)
                .query(rows(day))
                .stream()) {
            rows.forEach(consumer);
        }
    }

    /** Empty for a partner that was not in the programme on that day, or is archived. */
    public Optional<PartnerCadence> of(long partnerId, LocalDate day) {
        return questions
                .on(day)
                .select(jdbc, "select * from cadence where partner_id = :partnerId")
                .param("partnerId", partnerId)
                .query(rows(day))
                .optional();
    }

    /**
     * The partners past their window on that day and not snoozed: tier by tier in their rank, within each the longest
     * silence first. A tier whose coverage is not known on that day has none.
     */
    public List<PartnerCadence> slipped(LocalDate day, int atMost) {
        var question = questions.on(day);
        if (question.past())
            return pastDays.answer(question, List.of("slipped", atMost), () -> slipped(question, "is null", atMost));
        return slipped(question, "is null", atMost);
    }

    /** Past its window, where that can be known: the read of the mail reaches back so far. */
    private static final String PAST_A_KNOWN_WINDOW =
            CadenceStatus.SLIPPED.condition() + " and cast(:knownSince as date) + window_days <= :day";

    /** How many of each tier, by its id, are past their window on that day and snoozed. */
    public Map<Long, Integer> snoozedByTier(LocalDate day) {
        var counts = new HashMap<Long, Integer>();
        ask(
                        day,
                        "select tier_id, count(*) as partners from " + CadenceText.EVERY_PARTNER + " where "
                                + PAST_A_KNOWN_WINDOW + " and snoozed_until is not null group by tier_id")
                .query(row -> {
                    counts.put(row.getLong("tier_id"), row.getInt("partners"));
                });
        return Map.copyOf(counts);
    }

    /** Those past their window on that day that are snoozed, in the same order. */
    public List<PartnerCadence> snoozed(LocalDate day, int atMost) {
        return slipped(questions.on(day), "is not null", atMost);
    }

    private List<PartnerCadence> slipped(Question question, String snoozed, int atMost) {
        return question.select(
                        jdbc,
                        "select * from " + CadenceText.EVERY_PARTNER + " where " + PAST_A_KNOWN_WINDOW
                                + " and snoozed_until " + snoozed
                                + " order by rank, anchor, lower(name), partner_id limit :atMost")
                .param("atMost", atMost)
                .query(rows(question.day()))
                .list();
    }

    /** The page of that day's partners that a filter asks for, with its counts. */
    public PartnerPage page(PartnerFilter filter, LocalDate day) {
        var question = questions.on(day);
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

    private Map<CadenceStatus, Integer> counts(Question question, PartnerFilter filter) {
        var counts = new EnumMap<CadenceStatus, Integer>(CadenceStatus.class);
        var columns = List.of(CadenceStatus.values()).stream()
                .map(cadence -> "count(*) filter (where %s) as %s".formatted(cadence.condition(), cadence.code()))
                .collect(Collectors.joining(", "));
        filtered(
                        question,
                        filter,
                        "select " + columns + " from " + CadenceText.EVERY_PARTNER + " where "
                                + conditions(question, filter))
                .query(row -> {
                    for (var cadence : CadenceStatus.values()) counts.put(cadence, row.getInt(cadence.code()));
                });
        return counts;
    }

    private StatementSpec filtered(Question question, PartnerFilter filter, String rest) {
        var statement = question.select(jdbc, rest);
        if (filter.tierId() != null) statement = statement.param("tierId", filter.tierId());
        if (filter.ownerId() != null) statement = statement.param("ownerId", filter.ownerId());
        return statement;
    }

    private static String conditions(Question question, PartnerFilter filter) {
        var conditions = new StringBuilder("true");
        if (filter.tierId() != null) conditions.append(" and tier_id = :tierId");
        if (filter.ownerId() != null) conditions.append(" and owner_id = :ownerId");
        if (filter.restingOnHandNoted())
            conditions.append(" and ").append(CadenceText.restingOnHandNoted(question.counts()));
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
        return questions.on(day).select(jdbc, rest);
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
                row.getObject("anchor", LocalDate.class),
                snoozed(row));
    }

    private static @Nullable Snoozed snoozed(ResultSet row) throws SQLException {
        var until = row.getObject("snoozed_until", LocalDate.class);
        return until == null ? null : new Snoozed(until, row.getString("snooze_reason"));
    }

    private static RowMapper<PartnerCadence> rows(LocalDate day) {
        return (row, index) -> row(row, day);
    }

    static TierWindow tier(ResultSet row) throws SQLException {
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
}
