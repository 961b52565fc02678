package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.google.common.hash.Hashing;

import app.touchline.importing.RowOutcome.Kind;

/** What a file does, row by row; what is refused or undecided is left out of it. */
record ImportResult(List<RowOutcome> rows, int newPartners, int newContacts, int newDeals) {

    /** How many rows there are of each kind. */
    record Counts(
            long rows,
            long refused,
            long undecided,
            long changing,
            long known,
            long leftOut,
            int newPartners,
            int newContacts,
            int newDeals) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Counts counts() {
        return new Counts(
                rows.size(),
                count(Kind.REFUSED),
                count(Kind.UNDECIDED),
                count(Kind.CHANGES),
                count(Kind.KNOWN),
                count(Kind.LEFT_OUT),
                newPartners,
                newContacts,
                newDeals);
    }

    private long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    boolean changesSomething() {
        return rows.stream().anyMatch(RowOutcome::changesSomething);
    }

    /** Equal for equal results: what is applied is what was shown, or it is shown again. */
    String fingerprint() {
        return Hashing.sha256()
                .hashString(rows.toString(), StandardCharsets.UTF_8)
                .toString();
    }
}
