package app.touchline.slack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import app.touchline.alert.AlertWatch;

/** Takes what waits to the channel; the job that does it every few seconds. Given up after a day, and said to the admins. */
@Component
class SlackRound implements AlertWatch {

    private static final Logger log = LoggerFactory.getLogger(SlackRound.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration TRIED_FOR = Duration.ofDays(1);
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JdbcClient jdbc;
    private final Slack slack;
    private final JsonMapper json;
    private final Clock clock;

    SlackRound(JdbcClient jdbc, Slack slack, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.slack = slack;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> sendToSlack(ObjectProvider<SlackRound> round) {
        return Tasks.recurring("send-to-slack", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((task, context) -> round.getObject().go());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(long id, byte[] content, int tries, boolean old) {}

    void go() {
        var now = clock.instant();
        jdbc.sql("delete from slack_message where created_at < :old")
                .param("old", Timestamp.from(now.minus(KEPT_FOR)))
                .update();
        for (var message : due()) {
            var problem = handOver(message);
            if (problem == null) sent(message);
            else refused(message, problem);
        }
    }

    private List<Waiting> due() {
        var now = clock.instant();
        return jdbc.sql("""
                select id, content, tries, created_at < :tooOld as old from slack_message
                where state = 'WAITING' and not_before <= :now order by id limit 20
                """)
                .param("now", Timestamp.from(now))
                .param("tooOld", Timestamp.from(now.minus(TRIED_FOR)))
                .query((row, index) -> new Waiting(
                        row.getLong("id"), row.getBytes("content"), row.getInt("tries"), row.getBoolean("old")))
                .list();
    }

    /** What is wrong, in words for an admin; null when the channel took it. */
    private @Nullable String handOver(Waiting message) {
        var address = slack.address();
        var text = slack.text(message.content());
        if (address.isEmpty() || text.isEmpty())
            return "The address was encrypted with another key: enter it again, or start with the former TOUCHLINE_SECRET_KEY.";
        var request = HttpRequest.newBuilder(address.get().uri())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("text", text.get()))))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            return switch (answer.statusCode()) {
                case 200, 204 -> null;
                case 403, 404, 410 ->
                    "Slack says that there is no such webhook any more (%d). Make a new one and enter it."
                            .formatted(answer.statusCode());
                default -> "Slack answered %d.".formatted(answer.statusCode());
            };
        } catch (IOException unreachable) {
            return "Slack could not be reached.";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "Touchline was stopped while it was sending this.";
        }
    }

    private void sent(Waiting message) {
        jdbc.sql("""
                update slack_message set state = 'SENT', sent_at = :now, content = null, last_error = null
                where id = :id and state = 'WAITING'
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", message.id())
                .update();
        log.info("Slack message {} was sent", message.id());
    }

    private void refused(Waiting message, String problem) {
        log.warn("Slack message {} was not sent", message.id());
        var wait = Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 30L << Math.min(message.tries(), 10)));
        jdbc.sql("""
                update slack_message set state = :state, tries = tries + 1, last_error = :problem, not_before = :later
                where id = :id and state = 'WAITING'
                """)
                .param("state", message.old() ? "FAILED" : "WAITING")
                .param("problem", problem)
                .param("later", Timestamp.from(clock.instant().plus(wait)))
                .param("id", message.id())
                .update();
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public List<AlertWatch.Standing> standing() {
        var standing = slack.standing();
        if (standing.lastError() == null) return List.of();
        return List.of(new AlertWatch.Standing(
                "channel", "The digest does not reach Slack", standing.lastError(), "/admin/slack"));
    }
}
