package app.touchline.mailbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One of many mailboxes in a list.
 *
 * @param belongsTo the member's name, or null for a shared one
 * @param server where it is, as a person reads it
 * @param backfill reading back to the floor; null when done
 */
record MailboxLine(
        long id,
        String address,
        @Nullable String belongsTo,
        String server,
        MailboxStanding standing,
        @Nullable Instant readTo,
        @Nullable String lastError,
        @Nullable Backfill backfill) {

    public String words() {
        return standing.words();
    }

    public String icon() {
        return standing.icon();
    }

    public boolean bad() {
        return standing.bad();
    }

    public boolean paused() {
        return standing.paused();
    }
}
