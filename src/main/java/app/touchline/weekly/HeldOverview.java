package app.touchline.weekly;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;

/**
 * Which weekly reads there are.
 *
 * @param running the one in progress
 * @param thisWeek this week's, in progress or closed
 * @param past closed ones, the latest first
 * @param mayRun whether I may begin one
 */
public record HeldOverview(
        @Nullable HeldRead running, @Nullable HeldRead thisWeek, List<HeldRead> past, boolean mayRun) {

    private static final int WEEKS = 13;

    static HeldOverview of(HeldReads reads, boolean mayRun) {
        return new HeldOverview(
                reads.inProgress().orElse(null), reads.ofThisWeek().orElse(null), reads.closed(WEEKS), mayRun);
    }
}
