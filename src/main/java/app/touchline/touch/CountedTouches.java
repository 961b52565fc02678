package app.touchline.touch;

import app.touchline.settings.TouchCounts;

/** The touches that move a cadence, as SQL on the rows of {@code touch_partner}. */
public final class CountedTouches {

    private CountedTouches() {}

    /** The condition under which a row counts, worded as the partial indexes are. */
    public static String condition(TouchCounts counts) {
        return switch (counts) {
            case SENT -> "counts = 'ALWAYS'";
            case EITHER -> "counts in ('ALWAYS', 'IF_EITHER')";
        };
    }
}
