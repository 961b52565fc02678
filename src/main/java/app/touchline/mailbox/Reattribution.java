package app.touchline.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a change to partners, contacts or domains did to the mail on record.
 *
 * @param words what changed, a few words each
 * @param more how many further changes belong to it
 * @param concerned touches on record that are matched anew
 * @param lookedAt those of them that were
 * @param moved touches that are now with a partner with whom they were not before
 * @param unlinked touches that are no longer with a partner, and with no other instead
 * @param found touches that reading the mailboxes again has brought
 * @param matching whether touches on record are still being matched
 * @param readsAgain whether mail that was not kept may belong to it, so that mailboxes are read again
 * @param mailboxesLeft how many of them are not yet read again
 * @param mailboxesResting those of them that are not read until a person acts: paused, shut, not acknowledged
 */
public record Reattribution(
        long id,
        Instant at,
        List<String> words,
        long more,
        long concerned,
        long lookedAt,
        long moved,
        long unlinked,
        long found,
        boolean matching,
        boolean readsAgain,
        int mailboxesLeft,
        int mailboxesResting) {

    public String what() {
        return String.join(", ", words) + (more > 0 ? " and %,d more".formatted(more) : "");
    }

    public boolean done() {
        return !matching && mailboxesLeft == 0;
    }

    /** "12 touches moved, 3 unlinked, 41 found". */
    public String outcome() {
        var said = new ArrayList<String>();
        if (moved > 0) said.add(touches(moved) + " moved");
        if (unlinked > 0) said.add(touches(unlinked) + " unlinked");
        if (found > 0) said.add(touches(found) + " found");
        if (said.isEmpty()) said.add(done() ? "No touch concerned" : "None so far");
        return String.join(", ", said);
    }

    /** How far it is. */
    public String standing() {
        if (matching)
            return lookedAt == 0
                    ? "Matching begins within seconds"
                    : "Matching: %,d of %s looked at".formatted(lookedAt, touches(concerned));
        if (mailboxesLeft > 0)
            return mailboxesLeft == 1
                    ? "1 mailbox%s is still to be read again".formatted(resting())
                    : "%,d mailboxes%s are still to be read again".formatted(mailboxesLeft, resting());
        return readsAgain ? "Done, all mailboxes read again" : "Done, no mailbox had to be read again";
    }

    private String resting() {
        if (mailboxesResting == 0) return "";
        return mailboxesLeft == mailboxesResting
                ? ", waiting for a person to act,"
                : ", %,d of them waiting for a person to act,".formatted(mailboxesResting);
    }

    private static String touches(long n) {
        return n == 1 ? "1 touch" : "%,d touches".formatted(n);
    }
}
