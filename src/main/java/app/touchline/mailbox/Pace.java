package app.touchline.mailbox;

import java.time.Duration;

/**
 * How many messages are taken in at once: as many as are in after a moment. Fewer cost more each, and while one page is taken
 * in, no other one is.
 */
final class Pace {

    /** So many are always taken at once. */
    static final int FEWEST = 500;

    static final Duration MOMENT = Duration.ofMillis(200);

    private int most = FEWEST;

    int most() {
        return most;
    }

    void took(int messages, Duration time) {
        if (messages == 0) return;
        long inAMoment = messages * MOMENT.toNanos() / Math.max(1, time.toNanos());
        most = (int) Math.clamp(inAMoment, FEWEST, 2L * most);
    }
}
