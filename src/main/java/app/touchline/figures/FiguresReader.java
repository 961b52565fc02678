package app.touchline.figures;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.figures.PartnerFigures.Figure;
import app.touchline.settings.SettingsReader;

/** Computes the measures of partners. {@code today} is the day in the programme's zone; nothing later counts. */
@Component
@Transactional(readOnly = true)
public class FiguresReader {

    static final int PAGE = 100;

    private static final String FIGURES = """
            with counted as (${measures}),
            opening as (
                select partner_id, measure, amount, day, as_of from opening_value o
                where partner_id = any(:partners)
                  and as_of > cast(:today as date) - case measure ${periods} else 100000 end
            )
            select partner_id, measure, coalesce(c.amount, 0) as amount, c.first_day, c.last_day, o.amount as opening, o.day as opening_day,
                   o.as_of
            from counted c full join opening o using (partner_id, measure)
            """;

    private final JdbcClient jdbc;
    private final SettingsReader settings;

    FiguresReader(JdbcClient jdbc, SettingsReader settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    public PartnerFigures of(long partnerId, LocalDate today) {
        return of(List.of(partnerId), today).getOrDefault(partnerId, new PartnerFigures(Map.of()));
    }

    /** Of each of these partners of which there is anything to say. */
    public Map<Long, PartnerFigures> of(Collection<Long> partnerIds, LocalDate today) {
        var figures = new HashMap<Long, EnumMap<Measure, Figure>>();
        jdbc.sql(FIGURES.replace("${measures}", everyMeasure()).replace("${periods}", periods()))
                .param("partners", partnerIds.toArray(Long[]::new))
                .param("zone", settings.zone().getId())
                .param("today", today)
                .query(row -> {
                    var figure = figure(row);
                    figures.computeIfAbsent(row.getLong("partner_id"), _ -> new EnumMap<>(Measure.class))
                            .put(figure.measure(), figure);
                });
        return figures.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new PartnerFigures(each.getValue())));
    }

    /**
     * The text that has the value of a measure for each partner of which there is any, as {@code partner_id} and {@code value}, for
     * lists that are filtered or ordered by it; it takes {@code :today} and {@code :zone}.
     */
    public static String valueOfEach(Measure measure) {
        return """
                select coalesce(c.partner_id, o.partner_id) as partner_id, ${value} as value
                from (${tally}) c full join (${opening}) o on o.partner_id = c.partner_id
                """.replace(
                        "${value}",
                        switch (measure) {
                            case FIRST_TOUCH -> "least(c.first_day, o.day)";
                            case LAST_ENGAGEMENT -> "greatest(c.last_day, o.day)";
                            default -> "coalesce(c.amount, 0) + coalesce(o.amount, 0)";
                        })
                .replace("${tally}", Tally.ofEverybody(measure))
                .replace("${opening}", Tally.opening(measure));
    }

    private static String everyMeasure() {
        return Arrays.stream(Measure.values())
                .map(measure -> "select partner_id, '%s' as measure, amount, first_day, last_day from (%s) m_%s"
                        .formatted(measure.name(), Tally.ofThese(measure), measure.ordinal()))
                .collect(Collectors.joining("\nunion all\n"));
    }

    private static String periods() {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.periodDays() > 0)
                .map(measure -> "when '%s' then %d".formatted(measure.name(), measure.periodDays()))
                .collect(Collectors.joining(" "));
    }

    private static Figure figure(ResultSet row) throws SQLException {
        var measure = Measure.valueOf(row.getString("measure"));
        var opening = row.getBigDecimal("opening");
        var amount = row.getBigDecimal("amount");
        var openingDay = row.getObject("opening_day", LocalDate.class);
        return new Figure(
                measure,
                opening == null ? amount : amount.add(opening),
                switch (measure) {
                    case FIRST_TOUCH -> earlier(row.getObject("first_day", LocalDate.class), openingDay);
                    case LAST_ENGAGEMENT -> later(row.getObject("last_day", LocalDate.class), openingDay);
                    default -> null;
                },
                opening,
                row.getObject("as_of", LocalDate.class));
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isAfter(other) ? one : other;
    }

    /**
     * A row behind a number.
     *
     * @param day null: from the beginning
     * @param included false where the opening value speaks for its day already
     */
    public record RowBehind(@Nullable LocalDate day, BigDecimal amount, String what, boolean included) {}

    /** The rows behind a number of a partner, the newest first, {@value #PAGE} at a time; {@code page} from 0. */
    List<RowBehind> behind(long partnerId, Measure measure, LocalDate today, @Nullable LocalDate openingDay, int page) {
        return jdbc.sql("""
                select day, amount, what, cast(:opening as date) is null or day > :opening as included
                from (${rows}) behind
                where day is null or day <= :today
                order by day desc nulls last, touch_id desc, what limit :limit offset :offset
                """.replace("${rows}", Behind.sql(measure)))
                .param("partners", new Long[] {partnerId})
                .param("zone", settings.zone().getId())
                .param("today", today)
                .param("opening", openingDay, Types.DATE)
                .param("limit", PAGE + 1)
                .param("offset", (long) page * PAGE)
                .query((row, index) -> new RowBehind(
                        row.getObject("day", LocalDate.class),
                        row.getBigDecimal("amount"),
                        row.getString("what"),
                        row.getBoolean("included")))
                .list();
    }
}
