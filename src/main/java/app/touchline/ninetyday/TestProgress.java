package app.touchline.ninetyday;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * A ninety-day test as of a day.
 *
 * @param reached how many of what its target counts came from its first day to its last; empty where it has no target
 * @param today in the programme's zone
 */
public record TestProgress(
        long id,
        long partnerId,
        String partner,
        String goal,
        @Nullable Target target,
        OptionalInt reached,
        LocalDate startsOn,
        LocalDate endsOn,
        Verdict verdict,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate calledOffOn,
        String calledOff,
        LocalDate today) {

    public boolean running() {
        return !verdict.ends() && calledOffOn == null;
    }

    /** Days from its first to today, at most 90; 0 before it begins. */
    public int daysPassed() {
        return (int) Math.clamp(ChronoUnit.DAYS.between(startsOn, today), 0, NinetyDayTest.DAYS);
    }

    /** Days to its last; negative when that is over. */
    public int daysLeft() {
        return (int) ChronoUnit.DAYS.between(today, endsOn);
    }

    /** A verdict is due: its last day has come. */
    public boolean due() {
        return running() && !today.isBefore(endsOn);
    }

    /** What the calendar asks for by today; see {@link Target#askedBy}. */
    public OptionalInt asked() {
        return target == null ? OptionalInt.empty() : OptionalInt.of(target.askedBy(today, startsOn));
    }

    /** Fewer came than the calendar asks for by today. */
    public boolean lags() {
        return reached.isPresent() && asked().isPresent() && reached.getAsInt() < asked().getAsInt();
    }

    /** The target was reached. */
    public boolean complete() {
        return target != null && reached.isPresent() && reached.getAsInt() >= target.number();
    }

    /** What it could be judged instead. */
    public List<Verdict> otherVerdicts() {
        return Arrays.stream(Verdict.values()).filter(other -> other != verdict).toList();
    }

    /** The verdict that its numbers propose where that is another one; null where they propose nothing. */
    public @Nullable Verdict proposed() {
        if (!running()) return null;
        if (complete()) return Verdict.DELIVERED;
        if (lags() && due()) return Verdict.FAILED;
        if (lags() && verdict == Verdict.ON_TRACK) return Verdict.AT_RISK;
        if (!lags() && reached.isPresent() && verdict == Verdict.AT_RISK) return Verdict.ON_TRACK;
        return null;
    }
}
