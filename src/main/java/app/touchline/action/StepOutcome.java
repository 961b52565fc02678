package app.touchline.action;

/** What became of a person's wish to change an action. */
public sealed interface StepOutcome {

    /** The action as it now stands. */
    Action action();

    /** It was changed; with a next step the new action is {@code action}'s successor. */
    record Done(Action action) implements StepOutcome {}

    /** The same had been done before (a form sent twice, two people at once): nothing was changed. */
    record Already(Action action) implements StepOutcome {}

    /** Somebody else changed the action after the form was made: nothing was changed. */
    record ChangedMeanwhile(Action action) implements StepOutcome {}
}
