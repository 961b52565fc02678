package app.touchline.importing;

import java.util.Map;
import java.util.UUID;

import app.touchline.team.SignedIn;

/** One file on its way: gone through in memory, and written where it does what was shown. */
interface ImportRun {

    int ROWS_A_REPORT = 100;

    /** How far a run is; throws {@link Stopped} where somebody asked for it to end. */
    interface Progress {

        void at(String phase, int done, int total);

        Progress NOBODY_WATCHES = (_, _, _) -> {};
    }

    final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @param refused rows that an earlier run refused halfway, and which are left alone in this one */
    ImportResult through(ImportTable table, Map<Long, RowOutcome> refused, Progress progress);

    /** Rows that were found wanting when part of them had been done in memory: what is kept must be done without them. */
    Map<Long, RowOutcome> refusedHalfway();

    /** Writes what was gone through, keeps how all of it was before and is then, and audits it. */
    void write(UUID job, String fileName, SignedIn me, Progress progress);
}
