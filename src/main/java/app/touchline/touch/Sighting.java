package app.touchline.touch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A copy as it is remembered: enough to tell which copies are one message, and no more. */
record Sighting(
        long mailboxId,
        String providerId,
        String messageKey,
        @Nullable String fingerprint,
        Instant dated,
        Instant occurredAt,
        Rule rule) {

    static Sighting of(long mailboxId, Copy copy) {
        return new Sighting(
                mailboxId,
                copy.providerId(),
                copy.messageKey(),
                copy.fingerprint(),
                copy.dated(),
                copy.occurredAt(),
                copy.rule());
    }

    Sighting at(Instant occurredAt) {
        return new Sighting(mailboxId, providerId, messageKey, fingerprint, dated, occurredAt, rule);
    }

    Id id() {
        return new Id(mailboxId, providerId);
    }

    /** Two ids in one place are two messages; the same message may well lie in two places. */
    String place() {
        return mailboxId + ":" + providerId.substring(0, Math.max(0, providerId.lastIndexOf(':')));
    }

    record Id(long mailboxId, String providerId) {}
}
