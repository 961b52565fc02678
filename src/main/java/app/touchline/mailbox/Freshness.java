package app.touchline.mailbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far the mail behind a page's numbers was read.
 *
 * @param zone the programme's, in which the time is said
 * @param mailboxes how many are connected
 * @param readTo up to when every mailbox that is not behind was read to its end; null when none was
 * @param behind those that are behind, the farthest first
 * @param backfill how far reading back has come; null when it is done
 */
public record Freshness(
        ZoneId zone,
        int mailboxes,
        @Nullable Instant readTo,
        List<MailboxBehind> behind,
        @Nullable Backfill backfill) {

    public @Nullable ZonedDateTime readToThere() {
        return readTo == null ? null : readTo.atZone(zone);
    }

    public boolean none() {
        return mailboxes == 0;
    }
}
