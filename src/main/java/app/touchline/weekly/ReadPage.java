package app.touchline.weekly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.cadence.OwnerCoverage;
import app.touchline.cadence.PartnerCadence;
import app.touchline.mailbox.Freshness;
import app.touchline.reading.HeldRead;
import app.touchline.reading.Step;

/**
 * A step of a weekly read in progress.
 *
 * @param counts of the partners to decide about
 * @param recovery what became of the last read's recovery touches
 * @param coverage the first step; null on others, and so on for each step's own
 * @param mayRun whether I may decide, pass and close
 */
public record ReadPage(
        HeldRead read,
        Step step,
        LocalDate today,
        Instant now,
        ZoneId zone,
        Freshness freshness,
        SlippedRows counts,
        List<RecoveryLine> recovery,
        @Nullable WeeklyRead coverage,
        List<OwnerCoverage> books,
        @Nullable SlippedRows slipped,
        List<PartnerCadence> snoozed,
        int snoozedInAll,
        @Nullable LooseEnds loose,
        @Nullable Closing closing,
        boolean mayRun) {

    /** What the last step asks. */
    public record Closing(List<String> firstTierOpen, List<String> decided, boolean mailGoesOut, boolean slackIsOpen) {}

    /** One part of the bar that shows how far through the read one is. */
    public record Part(Step step, String words, boolean passed, boolean here) {}

    public List<Part> parts() {
        return Arrays.stream(Step.values())
                .map(each ->
                        new Part(each, words(each), each.ordinal() < read.step().ordinal(), each == step))
                .toList();
    }

    private String words(Step each) {
        return switch (each) {
            case RECOVERY ->
                recovery.isEmpty() ? each.words() : "Recovery · %d of %d done".formatted(done(), recovery.size());
            case SLIPPED -> "%s · %d of %d decided".formatted(each.words(), counts.decided(), counts.total());
            case COVERAGE, LOOSE, CLOSE -> each.words();
        };
    }

    private long done() {
        return recovery.stream()
                .filter(line -> line.state() == RecoveryLine.State.DONE || line.state() == RecoveryLine.State.LATE)
                .count();
    }

    /** Of 100: steps passed, and of the partners to decide about those decided. */
    public int percent() {
        var steps = Step.values().length - 1;
        var through = (double) Math.min(read.step().ordinal(), steps);
        if (read.step() == Step.SLIPPED && counts.total() > 0) through += (double) counts.decided() / counts.total();
        return (int) (100 * Math.min(through, steps) / steps);
    }

    public String here() {
        return address(step);
    }

    public String addressOfSlipped() {
        return address(Step.SLIPPED);
    }

    public String address(Step other) {
        return "/weekly/reads/" + read.id() + "?step=" + other.code();
    }
}
