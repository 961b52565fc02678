package app.touchline.cadence;

import java.time.LocalDate;
import java.util.OptionalInt;

/** A tier's cadence coverage on a day: known, or not known because touches of that time were not read. */
public sealed interface TierCoverage {

    TierWindow tier();

    /** The tier's partners in cadence on that day: known either way. */
    int inCadence();

    /** Empty when not known, and when nobody is in cadence. */
    OptionalInt percent();

    /**
     * @param restingOnHandNoted how many of those inside would be past their window but for touches noted by hand
     */
    record Known(TierWindow tier, Coverage coverage, int restingOnHandNoted) implements TierCoverage {

        @Override
        public int inCadence() {
            return coverage.inCadence();
        }

        @Override
        public OptionalInt percent() {
            return coverage.percent();
        }
    }

    /** @param from the first day on which this tier's coverage is known: known since + window */
    record NotKnown(TierWindow tier, int inCadence, LocalDate from) implements TierCoverage {

        @Override
        public OptionalInt percent() {
            return OptionalInt.empty();
        }
    }
}
