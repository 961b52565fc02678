package app.touchline.mailbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Reading older mail, or reading it again after partners changed: how much is done and how long it still takes.
 *
 * @param left messages still to be read
 * @param total messages to be read when it began
 * @param timeLeft at the present rate; null when the rate is not known yet
 */
public record Backfill(long left, long total, @Nullable Duration timeLeft) {

    public Backfill {
        if (left < 0 || total < left) throw new IllegalArgumentException("%d left, of %d".formatted(left, total));
    }

    public long done() {
        return total - left;
    }

    /** Rounded down, so that 100 means all. */
    public int percent() {
        return total == 0 ? 0 : (int) (100 * done() / total);
    }

    /** "about 4 minutes left". */
    public String words() {
        if (timeLeft == null) return "time left not known yet";
        if (timeLeft.compareTo(Duration.ofMinutes(1)) < 0) return "less than a minute left";
        if (timeLeft.compareTo(Duration.ofMinutes(90)) < 0)
            return "about " + Durations.count(timeLeft.plusSeconds(30).toMinutes(), "minute") + " left";
        return "about " + Durations.count(timeLeft.plusMinutes(30).toHours(), "hour") + " left";
    }
}
