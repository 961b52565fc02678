package app.touchline.conflict;

import org.jspecify.annotations.Nullable;

/**
 * What one rule says of two deals.
 *
 * @param winner the deal that it puts first; null where it does not decide
 * @param evidence what that rests on
 */
record Finding(Rule rule, @Nullable Long winner, String evidence) {

    /** "3. Who registered … Registered on 3 Nov, the other on 5 Nov." */
    String words() {
        return "%d. %s %s".formatted(rule.position(), rule.sentence(), evidence);
    }
}
