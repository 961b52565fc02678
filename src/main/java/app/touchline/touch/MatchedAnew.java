package app.touchline.touch;

import java.util.List;

/**
 * What became of touches on record whose addresses were matched anew.
 *
 * @param moved with a partner now with whom they were not before
 * @param unlinked no longer with a partner with whom they were, and with no other one instead
 * @param gone the copies of those that are with nobody now, which are on record no more
 */
public record MatchedAnew(int lookedAt, int moved, int unlinked, List<Gone> gone) {

    public record Gone(long mailboxId, Rule rule) {}
}
