package app.touchline.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.hours.WorkingTime;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.response.ResponseTimes.Measured;

import static app.touchline.response.ResponseTimes.DAYS;
import static app.touchline.response.ResponseTimes.HORIZON_DAYS;

/** Reads response times; the days of the periods are 24 hours each. */
@Component
public class ResponseReader {

    private static final Duration HORIZON = Duration.ofDays(HORIZON_DAYS);
    private static final Duration PERIOD = Duration.ofDays(DAYS);

    private final JdbcClient jdbc;
    private final WorkingTimeReader hours;

    ResponseReader(JdbcClient jdbc, WorkingTimeReader hours) {
        this.jdbc = jdbc;
        this.hours = hours;
    }

    private record Asked(boolean byUs, Instant at, @Nullable Instant answeredAt) {

        static Asked of(ResultSet row) throws SQLException {
            var answered = row.getObject("answered_at", OffsetDateTime.class);
            return new Asked(
                    row.getString("asked_by").equals("US"),
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                    answered == null ? null : answered.toInstant());
        }

        /** Null for an answer that came too late to be one. */
        @Nullable
        Instant answeredInTime() {
            return answeredAt == null || answeredAt.isAfter(at.plus(HORIZON)) ? null : answeredAt;
        }

        boolean answeredBetween(Instant from, Instant to) {
            var answered = answeredInTime();
            return answered != null && answered.isAfter(from) && !answered.isAfter(to);
        }

        boolean becameNoReplyBetween(Instant from, Instant to) {
            var end = at.plus(HORIZON);
            return answeredInTime() == null && end.isAfter(from) && !end.isAfter(to);
        }

        Duration took() {
            return Duration.between(at, Objects.requireNonNull(answeredAt));
        }

        Duration took(WorkingTime working) {
            return working.between(at, Objects.requireNonNull(answeredAt));
        }
    }

    public PartnerResponses with(long partnerId, Instant now) {
        var all = jdbc.sql("""
                select asked_by, asked_at, answered_at
                from response
                where partner_id = :partner and asked_at > :from and asked_at <= :now
                """)
                .param("partner", partnerId)
                .param("from", now.minus(PERIOD.multipliedBy(2)).minus(HORIZON).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, index) -> Asked.of(row))
                .list();
        var working = hours.current();
        var waiting = all.stream()
                .filter(asked ->
                        asked.answeredAt() == null && asked.at().plus(HORIZON).isAfter(now))
                .toList();
        return new PartnerResponses(
                times(all.stream().filter(Asked::byUs).toList(), working, now),
                times(all.stream().filter(asked -> !asked.byUs()).toList(), working, now),
                (int) waiting.stream().filter(asked -> !asked.byUs()).count(),
                waiting.stream()
                        .filter(asked -> !asked.byUs())
                        .map(Asked::at)
                        .min(Instant::compareTo)
                        .orElse(null),
                (int) waiting.stream().filter(Asked::byUs).count());
    }

    private static ResponseTimes times(List<Asked> asked, WorkingTime working, Instant now) {
        var from = now.minus(PERIOD);
        var answers = answered(asked, from, now);
        var before = answered(asked, from.minus(PERIOD), from);
        return new ResponseTimes(
                answers.size(),
                Measured.of(
                        answers.stream().map(each -> each.took(working)).toList(),
                        before.stream().map(each -> each.took(working)).toList()),
                Measured.of(
                        answers.stream().map(Asked::took).toList(),
                        before.stream().map(Asked::took).toList()),
                (int) asked.stream()
                        .filter(each -> each.becameNoReplyBetween(from, now))
                        .count());
    }

    private static List<Asked> answered(List<Asked> asked, Instant from, Instant to) {
        return asked.stream().filter(each -> each.answeredBetween(from, to)).toList();
    }
}
