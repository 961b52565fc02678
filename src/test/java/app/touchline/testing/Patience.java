package app.touchline.testing;

import java.time.Duration;

/** Waits for what comes about by itself, in another thread or process: no longer than it takes. */
public final class Patience {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Patience() {}

    /** Whether it has come about. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** @param what is waited for, said where it does not come about in time */
    public static void until(String what, Duration atMost, Condition condition) throws Exception {
        var end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) throw new AssertionError("Not within %s: %s".formatted(atMost, what));
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
