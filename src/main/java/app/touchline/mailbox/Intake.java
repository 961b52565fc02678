package app.touchline.mailbox;

/** What became of a page. */
public sealed interface Intake {

    /**
     * The page and its cursor are committed.
     *
     * @param read how many messages were looked at
     * @param matched how many of them are kept because they are with a partner
     * @param quarantined how many could not be taken and were put aside
     */
    record Taken(int read, int matched, int quarantined) implements Intake {}

    /** Somebody else holds the mailbox or moved its cursor; nothing was written. */
    record Fenced() implements Intake {}
}
