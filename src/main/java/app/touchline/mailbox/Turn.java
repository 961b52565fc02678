package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One mailbox in the hands of one reader, until the next one takes it: what is needed to read, and the epoch that every
 * commit is fenced with.
 *
 * @param round counts how often the mailbox was read to its end
 */
record Turn(
        long mailboxId,
        long epoch,
        String address,
        Door door,
        LocalDate floor,
        long round,
        int authFailures,
        int failCount,
        @Nullable Instant lastOkAt,
        Instant startedAt) {

    @Override
    public String toString() {
        return "mailbox " + mailboxId + ", epoch " + epoch;
    }
}
