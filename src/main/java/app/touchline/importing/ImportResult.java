package app.touchline.importing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.google.common.hash.Hashing;

/** What a file does, row by row: all of it or, where a row is refused, nothing. */
record ImportResult(List<RowOutcome> rows, int newPartners, int newContacts) {

    public long refused() {
        return rows.stream().filter(RowOutcome::refused).count();
    }

    public long changing() {
        return rows.stream().filter(RowOutcome::changesSomething).count();
    }

    public long unchanged() {
        return rows.size() - refused() - changing();
    }

    public boolean applicable() {
        return refused() == 0 && changing() > 0;
    }

    /** Equal for equal results: what is applied is what was shown, or it is shown again. */
    public String fingerprint() {
        return Hashing.sha256()
                .hashString(rows.toString(), StandardCharsets.UTF_8)
                .toString();
    }

    List<RowOutcome> firstRefused(int most) {
        return rows.stream().filter(RowOutcome::refused).limit(most).toList();
    }

    List<RowOutcome> firstOthers(int most) {
        return rows.stream().filter(row -> !row.refused()).limit(most).toList();
    }
}
