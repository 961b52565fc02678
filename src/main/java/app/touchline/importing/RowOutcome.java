package app.touchline.importing;

import java.util.List;

/**
 * What a row does, or would do.
 *
 * @param about the partner as it is known after the row, or what the row calls it
 * @param changes in words; none means that all of it is known already
 * @param remarks what a person should know, though it stops nothing
 * @param problems why the row is refused
 */
record RowOutcome(long line, String about, List<String> changes, List<String> remarks, List<String> problems) {

    boolean refused() {
        return !problems.isEmpty();
    }

    boolean changesSomething() {
        return !refused() && !changes.isEmpty();
    }
}
