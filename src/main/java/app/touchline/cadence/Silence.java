package app.touchline.cadence;

import org.jspecify.annotations.Nullable;

/**
 * How long a partner has not been heard of, against its own earlier gaps: days between days with word from them, in the 365
 * days up to today. Unusually quiet: longer than 90% of at least six such gaps, and more than seven days. With fewer gaps
 * it is unknown.
 *
 * @param days since the last word from them; null without one in 365 days
 * @param gaps how many earlier ones there are
 * @param ninth the length that nine of ten of them did not exceed (nearest rank); null without any
 */
public record Silence(
        long partnerId,
        @Nullable Integer days,
        int gaps,
        @Nullable Integer ninth) {

    private static final int FEWEST_GAPS = 6;
    private static final int LONGEST_USUAL = 7;

    public boolean known() {
        return gaps >= FEWEST_GAPS;
    }

    public boolean unusual() {
        return known() && days != null && ninth != null && days > ninth && days > LONGEST_USUAL;
    }

    /** "Unusually quiet: no word from them for 24 days; 9 of 10 of their 31 earlier gaps were at most 6 days." */
    public String sentence() {
        if (!known())
            return "Unknown whether unusually quiet: %d of the %d earlier gaps it takes".formatted(gaps, FEWEST_GAPS);
        return "%s: no word from them for %s; 9 of 10 of their %d earlier gaps were at most %s"
                .formatted(unusual() ? "Unusually quiet" : "Not unusually quiet", days(days), gaps, days(ninth));
    }

    private static String days(@Nullable Integer n) {
        return n == null ? "a year" : n == 1 ? "1 day" : n + " days";
    }
}
