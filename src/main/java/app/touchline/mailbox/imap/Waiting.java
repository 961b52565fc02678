package app.touchline.mailbox.imap;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.Lane;
import app.touchline.mailbox.Names;

/**
 * Numbers found by the last search and not yet handed out, in the order of the lane; below them, not yet searched.
 *
 * @param at from where they lie on
 * @param names whose mail was searched for; null for everybody's
 */
record Waiting(Lane lane, Place at, Instant since, @Nullable Names names, long[] uids, long notSearchedBelow) {

    boolean isFor(Lane otherLane, Place otherPlace, Instant otherSince, @Nullable Names otherNames) {
        return lane == otherLane
                && at.equals(otherPlace)
                && since.equals(otherSince)
                && Objects.equals(names, otherNames);
    }

    long[] first(int limit) {
        return Arrays.copyOf(uids, Math.min(limit, uids.length));
    }

    /** What waits once so many were handed out. */
    Waiting after(int handedOut) {
        var rest = Arrays.copyOfRange(uids, handedOut, uids.length);
        return new Waiting(lane, placeAfter(handedOut, rest), since, names, rest, notSearchedBelow);
    }

    private Place placeAfter(int handedOut, long[] rest) {
        if (lane == Lane.LIVE) return handedOut == 0 ? at : new Place(at.validity(), uids[handedOut - 1]);
        if (rest.length > 0) return new Place(at.validity(), uids[handedOut - 1]);
        return new Place(at.validity(), Math.max(1, notSearchedBelow));
    }

    /** Whether nothing waits and nothing is left to be searched. */
    boolean isAll() {
        return uids.length == 0 && notSearchedBelow <= 1;
    }

    /** How many are still to come, if the numbers that were not searched yet are spread evenly. */
    long estimate(long messagesInFolder) {
        return uids.length + (notSearchedBelow <= 1 ? 0 : Math.min(messagesInFolder, notSearchedBelow));
    }
}
