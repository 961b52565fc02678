package app.touchline.reading;

/** What became of a wish to decide. */
public sealed interface DecisionOutcome {

    record Decided(Decision decision) implements DecisionOutcome {}

    /** Somebody else decided about this partner after the person last saw it: nothing was changed. */
    record DecidedMeanwhile(Decision decision) implements DecisionOutcome {}

    /** Somebody closed the read, or took back what the person saw: nothing was changed. */
    record NoLongerPossible(String why) implements DecisionOutcome {}
}
