package app.touchline.post;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.stereotype.Component;

/** Sends one message at once while a person waits, and answers in a sentence. */
@Component
class TestMessage {

    private final SmtpLimits limits;
    private final Clock clock;

    TestMessage(SmtpLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @param good whether the server took the message over */
    record Answer(boolean good, String words) {}

    Answer send(SmtpServer server, Letter letter) {
        Callable<Answer> visit = () -> visit(server, letter);
        // not closed in the usual way: that would wait for a server that says nothing
        var worker = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return worker.submit(visit).get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer(
                    false,
                    server.where() + " does not go on: check the port and the protection (TLS usually 465, STARTTLS"
                            + " 587), or try again later.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "The test was broken off: try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The test message could not be sent", e.getCause());
        } finally {
            worker.shutdownNow();
        }
    }

    private Answer visit(SmtpServer server, Letter letter) {
        try (var door = SmtpDoor.open(server, limits, null)) {
            door.send("<%s@touchline>".formatted(UUID.randomUUID()), letter, clock.instant());
            return new Answer(
                    true,
                    "%s took a message for %s: see whether it arrives.%s"
                            .formatted(
                                    server.host(),
                                    letter.toAddress(),
                                    server.protection() == Protection.NONE && server.username() != null
                                            ? " Mind: without TLS, the password can be read on the way."
                                            : ""));
        } catch (Refusal refusal) {
            return new Answer(false, refusal.words());
        }
    }
}
