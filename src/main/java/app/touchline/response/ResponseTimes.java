package app.touchline.response;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How long one side takes to answer: from the first unanswered message of the other to the first human answer. Of the
 * answers given in the last {@value #DAYS} days; what was not answered within {@value #HORIZON_DAYS} days is "no reply",
 * counted beside and in no median.
 *
 * @param answers in these days
 * @param working measured in the programme's working time
 * @param plain measured on the wall clock
 * @param noReply questions that became "no reply" in these days
 */
public record ResponseTimes(int answers, Measured working, Measured plain, int noReply) {

    public static final int DAYS = 90;
    public static final int HORIZON_DAYS = 30;
    public static final int ENOUGH = 5;

    /**
     * All null below {@value #ENOUGH} answers.
     *
     * @param ninetieth the 90th percentile by nearest rank
     * @param before the median of the {@value #DAYS} days before
     */
    public record Measured(
            @Nullable Duration median,
            @Nullable Duration ninetieth,
            @Nullable Duration before) {

        static Measured of(List<Duration> answers, List<Duration> before) {
            return new Measured(percentile(answers, 50), percentile(answers, 90), percentile(before, 50));
        }

        /** By nearest rank: the smallest that is not exceeded by at least so many percent. */
        private static @Nullable Duration percentile(List<Duration> all, int percent) {
            if (all.size() < ENOUGH) return null;
            var sorted = all.stream().sorted().toList();
            return sorted.get((sorted.size() * percent + 99) / 100 - 1);
        }

        /** "faster", "slower" or "as fast": against the days before; empty where either is not known. */
        public String trend() {
            if (median == null || before == null) return "";
            int compared = median.compareTo(before);
            return compared < 0 ? "faster" : compared > 0 ? "slower" : "as fast";
        }
    }

    public boolean enough() {
        return answers >= ENOUGH;
    }
}
