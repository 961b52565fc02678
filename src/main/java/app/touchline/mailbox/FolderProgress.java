package app.touchline.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * How far a folder is read.
 *
 * @param rereadVersion the version of the directory that all its mail was matched against
 * @param rereadGoal the version for which it is being read again
 * @param rereadByName whether only the mail of the names that changed is asked for
 * @param resyncsToday how often the server numbered it anew today
 * @param readToFloor whether it was ever read down to the floor
 */
record FolderProgress(
        long id,
        String name,
        @Nullable String liveCursor,
        @Nullable String backfillCursor,
        boolean backfillDone,
        long backfillTotal,
        @Nullable String rereadCursor,
        @Nullable Long rereadGoal,
        boolean rereadByName,
        long rereadVersion,
        long rereadTotal,
        int pageSize,
        @Nullable String seenState,
        long checkedRound,
        int resyncsToday,
        boolean readToFloor,
        long generation) {}
