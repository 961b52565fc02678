package app.touchline.touch;

import java.time.Instant;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * A copy as it is remembered: enough to tell which copies are one message, and no more.
 *
 * @param goneWhen of a message without a Message-ID: the copy at whose coming to the same place this one was not there any
 *     more; null as long as none came, or while it was still there when others did
 */
record Sighting(
        long mailboxId,
        String providerId,
        String messageKey,
        @Nullable String fingerprint,
        Instant dated,
        Instant occurredAt,
        Rule rule,
        @Nullable String goneWhen) {

    /** The order in which copies came to one place: numbers are given upwards. */
    static final Comparator<String> IN_PLACE =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    static Sighting of(long mailboxId, Copy copy) {
        return new Sighting(
                mailboxId,
                copy.providerId(),
                copy.messageKey(),
                copy.fingerprint(),
                copy.dated(),
                copy.occurredAt(),
                copy.rule(),
                null);
    }

    Sighting at(Instant occurredAt) {
        return new Sighting(mailboxId, providerId, messageKey, fingerprint, dated, occurredAt, rule, goneWhen);
    }

    Sighting goneWhen(@Nullable String providerId) {
        return new Sighting(mailboxId, this.providerId, messageKey, fingerprint, dated, occurredAt, rule, providerId);
    }

    boolean cameBefore(Sighting other) {
        return IN_PLACE.compare(providerId, other.providerId) < 0;
    }

    boolean wasThereWhenCame(Sighting later) {
        return goneWhen == null || IN_PLACE.compare(goneWhen, later.providerId) > 0;
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
