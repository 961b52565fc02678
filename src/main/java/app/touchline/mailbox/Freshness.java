package app.touchline.mailbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
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

    private static final int NAMED = 5;

    public @Nullable ZonedDateTime readToThere() {
        return readTo == null ? null : readTo.atZone(zone);
    }

    public boolean none() {
        return mailboxes == 0;
    }

    /** Of those that are behind the first few, since a line stands on every page and thousands may be shut at once. */
    public List<MailboxBehind> named() {
        return behind.subList(0, Math.min(NAMED, behind.size()));
    }

    /** How many more are behind. */
    public int more() {
        return behind.size() - named().size();
    }

    /** Why a number may miss touches, in words for where there is no page: in a mail, in a record. Empty when all is read. */
    public List<String> caveats() {
        var said = new ArrayList<>(named().stream().map(MailboxBehind::words).toList());
        if (more() > 0)
            said.add(more() == 1 ? "one more mailbox is behind" : "%,d more mailboxes are behind".formatted(more()));
        if (backfill != null) said.add("older mail is read to %d%%".formatted(backfill.percent()));
        return said;
    }

    /** What a file with numbers is called: "weekly-2026-11-18", and "weekly-2026-11-18-mail-behind" where they may miss touches. */
    public String named(String file) {
        return caveats().isEmpty() ? file : file + "-mail-behind";
    }
}
