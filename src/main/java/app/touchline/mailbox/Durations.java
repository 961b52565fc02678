package app.touchline.mailbox;

import java.time.Duration;

/** Durations as a person says them. */
final class Durations {

    private Durations() {}

    /** "4 min", "3 h", "2 days". */
    static String shortly(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(90)) < 0) return Math.max(1, duration.toMinutes()) + " min";
        if (duration.compareTo(Duration.ofHours(48)) < 0) return duration.toHours() + " h";
        return duration.toDays() + " days";
    }

    /** "1 minute", "4 minutes". */
    static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
