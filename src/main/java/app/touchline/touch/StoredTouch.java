package app.touchline.touch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The row of a captured message. */
record StoredTouch(
        long id,
        String messageKey,
        int variant,
        Rule rule,
        Direction direction,
        Instant occurredAt,
        @Nullable Instant sentAt,
        String from,
        @Nullable String subject,
        @Nullable Long threadId,
        boolean undecided,
        @Nullable Overruled overruled,
        @Nullable Instant discardedAt) {

    static final long NEW = 0;

    StoredTouch withId(long id) {
        return with(id, threadId);
    }

    StoredTouch inThread(long thread) {
        return with(id, thread);
    }

    private StoredTouch with(long id, @Nullable Long threadId) {
        return new StoredTouch(
                id,
                messageKey,
                variant,
                rule,
                direction,
                occurredAt,
                sentAt,
                from,
                subject,
                threadId,
                undecided,
                overruled,
                discardedAt);
    }
}
