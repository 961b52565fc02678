package app.touchline.cadence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;

/** Reads how long partners have been silent against their own rhythm; see {@link Silence}. */
@Component
@Transactional(readOnly = true)
public class SilenceReader {

    private static final int DAYS_LOOKED_AT = 365;

    private static final String SILENCE = """
            select p.id as partner_id, cast(:today as date) - s.last_day as days, s.gaps, s.ninth
            from partner p
            cross join lateral (
                select max(day) as last_day, count(gap) as gaps,
                       percentile_disc(0.9) within group (order by gap) as ninth
                from (
                    select day, day - lag(day) over (order by day) as gap
                    from (
                        select distinct cast(tp.occurred_at at time zone :zone as date) as day
                        from touch_partner tp join touch t on t.id = tp.touch_id
                        where tp.partner_id = p.id and tp.counts in ('ALWAYS', 'IF_EITHER') and t.direction <> 'SENT'
                          and tp.occurred_at >= :from and tp.occurred_at < :until
                    ) word
                ) gap
            ) s
            """;

    private final JdbcClient jdbc;
    private final SettingsReader settings;
    private final PastDays answers;

    SilenceReader(JdbcClient jdbc, SettingsReader settings, PastDays answers) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.answers = answers;
    }

    /** @param today in the programme's zone */
    public Map<Long, Silence> of(Collection<Long> partnerIds, LocalDate today) {
        if (partnerIds.isEmpty()) return Map.of();
        return ask("where p.id = any(:partners)", today)
                .param("partners", partnerIds.toArray(Long[]::new))
                .query(SilenceReader::silence)
                .list()
                .stream()
                .collect(Collectors.toMap(Silence::partnerId, Function.identity()));
    }

    /** The partners in cadence that are unusually quiet, the longest silence first; kept until a touch changes. */
    public List<Silence> unusual(LocalDate today) {
        return answers.answer(
                today,
                "unusually quiet",
                () -> ask("""
                        where p.archived_at is null and p.status in ('TESTING', 'ACTIVE') and s.gaps >= 6
                          and s.last_day < cast(:today as date) - 7
                        order by days desc, p.id
                        """, today).query(SilenceReader::silence).list().stream()
                        .filter(Silence::unusual)
                        .toList());
    }

    private StatementSpec ask(String rest, LocalDate today) {
        var zone = settings.zone();
        return jdbc.sql(SILENCE + rest)
                .param("today", today)
                .param("zone", zone.getId())
                .param(
                        "from",
                        Timestamp.from(today.minusDays(DAYS_LOOKED_AT)
                                .atStartOfDay(zone)
                                .toInstant()))
                .param(
                        "until",
                        Timestamp.from(today.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static Silence silence(ResultSet row, int index) throws SQLException {
        return new Silence(
                row.getLong("partner_id"),
                row.getObject("days", Integer.class),
                row.getInt("gaps"),
                row.getObject("ninth", Integer.class));
    }
}
