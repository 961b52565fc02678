package app.touchline.mailbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A page of the mailboxes, and how many of all stand how.
 *
 * @param group only those; null for all
 * @param like only those whose address has this in it; empty for all
 * @param number of the page, from 1
 * @param more whether others follow
 */
record MailboxesPage(
        List<MailboxLine> rows,
        Map<MailboxGroup, Integer> counts,
        @Nullable MailboxGroup group,
        String like,
        int number,
        boolean more) {

    /** Fewer are found by looking. */
    private static final int WORTH_A_SEARCH = 20;

    public int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int count(MailboxGroup of) {
        return counts.getOrDefault(of, 0);
    }

    /** Those groups in which there is one. */
    public List<MailboxGroup> groups() {
        return Arrays.stream(MailboxGroup.values())
                .filter(group -> count(group) > 0)
                .toList();
    }

    public boolean searched() {
        return all() > WORTH_A_SEARCH || !like.isEmpty();
    }
}
