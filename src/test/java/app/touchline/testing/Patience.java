package app.touchline.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what comes about by itself, in another thread or process: no longer than it takes. */
public final class Patience {

    /** What never comes about is waited for so long, on any machine: others may be several times slower than ours. */
    public static final Duration ENOUGH = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Patience() {}

    /** Whether it has come about. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** @param what is waited for, said where it does not come about */
    public static void until(String what, Condition condition) {
        until(what, ENOUGH, condition);
    }

    /** @param atMost where how long it may take is a part of what is shown */
    public static void until(String what, Duration atMost, Condition condition) {
        until(() -> what, atMost, condition);
    }

    /** @param what is waited for, and how far it has come: asked where it does not come about */
    public static void until(Supplier<String> what, Duration atMost, Condition condition) {
        var end = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() - end > 0)
                    throw new AssertionError("Not within %s: %s".formatted(atMost, what.get()));
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what.get(), e);
        }
    }

    /** Until other threads have come to where they count it down. */
    public static void until(String what, CountDownLatch latch) {
        try {
            if (!latch.await(ENOUGH.toSeconds(), TimeUnit.SECONDS))
                throw new AssertionError("Not within %s: %s".formatted(ENOUGH, what));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting", e);
    }
}
