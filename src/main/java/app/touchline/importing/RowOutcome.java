package app.touchline.importing;

import java.util.List;

/**
 * What a row does, or would do.
 *
 * @param about the partner as it is known after the row, or what the row calls it
 * @param words what changes, what a person should know though it stops nothing, or why the row is refused; of an undecided row
 *     the names that are like its own
 */
record RowOutcome(long line, Kind kind, String about, List<String> words) {

    enum Kind {
        REFUSED,
        /** Nobody has said yet whether its partner is one that is known by a similar name. Left out until then. */
        UNDECIDED,
        CHANGES,
        KNOWN,
        LEFT_OUT
    }

    static RowOutcome refused(long line, String about, List<String> problems) {
        return new RowOutcome(line, Kind.REFUSED, about, List.copyOf(problems));
    }

    public boolean refused() {
        return kind == Kind.REFUSED;
    }

    public boolean changesSomething() {
        return kind == Kind.CHANGES;
    }

    public List<String> problems() {
        return refused() ? words : List.of();
    }
}
