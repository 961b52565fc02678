package app.touchline.post;

import java.time.Clock;
import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Takes what waits in the outbox to the server; the job that does it every few seconds. */
@Component
class MailRound {

    private static final Logger log = LoggerFactory.getLogger(MailRound.class);

    /** Then other jobs have their turn. */
    private static final int MOST_AT_ONCE = 100;

    private final SmtpServers servers;
    private final Outbox outbox;
    private final SmtpLimits limits;
    private final Clock clock;

    MailRound(SmtpServers servers, Outbox outbox, SmtpLimits limits, Clock clock) {
        this.servers = servers;
        this.outbox = outbox;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> sendMail(ObjectProvider<MailRound> round) {
        return Tasks.recurring("send-mail", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((task, context) -> round.getObject().go());
    }

    /** A message is claimed only when the server has let us in: until then nothing is in doubt. */
    void go() {
        outbox.tidyUp();
        var stored = servers.stored();
        if (stored.isEmpty() || !outbox.isDue()) return;
        var notBefore = stored.get().notBefore();
        if (notBefore != null && clock.instant().isBefore(notBefore)) return;
        var server = servers.open(stored.get());
        if (server.isEmpty()) {
            servers.couldNotBeUsed(
                    "The password was encrypted with another key: type it again, or start with the former"
                            + " TOUCHLINE_SECRET_KEY.");
            return;
        }
        try (var door = SmtpDoor.open(server.get(), limits, null)) {
            handOver(door);
        } catch (Refusal refusal) {
            log.warn("The server for outgoing mail cannot be used");
            servers.couldNotBeUsed(refusal.words());
        }
    }

    private void handOver(SmtpDoor door) throws Refusal {
        for (var n = 0; n < MOST_AT_ONCE; n++) {
            var claimed = outbox.claim();
            if (claimed.isEmpty()) break;
            try {
                door.send(claimed.get().messageId(), claimed.get().letter(), clock.instant());
                outbox.sent(claimed.get());
            } catch (Refusal refusal) {
                outbox.refused(claimed.get(), refusal);
                if (refusal.what() == Refusal.What.EVERYTHING) throw refusal;
            }
        }
        servers.worked();
    }
}
