package app.touchline.importing;

import java.util.List;
import java.util.UUID;

/**
 * The page that shows what a file would do.
 *
 * @param again something changed since it was shown before, and nothing was done
 */
record DryRun(UUID upload, String fileName, ImportResult result, boolean again) {

    private static final int MOST_REFUSED = 500;
    private static final int MOST_OTHERS = 300;

    public List<RowOutcome> refusedRows() {
        return result.firstRefused(MOST_REFUSED);
    }

    public List<RowOutcome> otherRows() {
        return result.firstOthers(MOST_OTHERS);
    }

    public long notShown() {
        return result.rows().size() - refusedRows().size() - otherRows().size();
    }
}
