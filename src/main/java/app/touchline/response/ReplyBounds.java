package app.touchline.response;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import app.touchline.hours.WorkingTime;

import static app.touchline.response.ResponseTimes.DAYS;
import static app.touchline.response.ResponseTimes.HORIZON_DAYS;

/**
 * The instants that decide about every unanswered message at once, so that no message has a timer of its own.
 *
 * @param olderThan the newest message written then or before is older than the threshold
 * @param over written then or before, it counts as never answered
 * @param since what was never answered is shown as far back as this
 */
public record ReplyBounds(Instant now, Instant olderThan, Instant over, Instant since) {

    static ReplyBounds at(Instant now, int workingDays, WorkingTime hours) {
        var over = now.minus(Duration.ofDays(HORIZON_DAYS));
        return new ReplyBounds(now, hours.daysBefore(now, workingDays), over, over.minus(Duration.ofDays(DAYS)));
    }

    /** The parameters that {@link ReplyState#condition} takes. */
    public StatementSpec of(StatementSpec statement) {
        return statement
                .param("repliesNow", now.atOffset(ZoneOffset.UTC))
                .param("repliesOlderThan", olderThan.atOffset(ZoneOffset.UTC))
                .param("repliesOver", over.atOffset(ZoneOffset.UTC))
                .param("repliesSince", since.atOffset(ZoneOffset.UTC));
    }
}
