package app.touchline.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An import, from its file to its undoing.
 *
 * @param problem why it did not go on, in a sentence; empty where nothing is wrong
 */
record ImportJob(
        UUID id,
        String fileName,
        long byId,
        String by,
        Instant broughtAt,
        ImportPlan plan,
        State state,
        String phase,
        int done,
        int total,
        String problem,
        String fingerprint,
        ImportResult.Counts counts,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy) {

    static final Duration UNDOABLE = Duration.ofDays(30);

    enum State {
        PLANNED,
        CHECKING,
        CHECKED,
        APPLYING,
        APPLIED,
        UNDONE;

        boolean works() {
            return this == CHECKING || this == APPLYING;
        }
    }

    public boolean works() {
        return state.works();
    }

    public boolean applied() {
        return state == State.APPLIED;
    }

    public boolean undone() {
        return state == State.UNDONE;
    }

    public boolean ended() {
        return applied() || undone();
    }

    public boolean undoable(Instant now) {
        return applied() && appliedAt != null && now.isBefore(appliedAt.plus(UNDOABLE));
    }

    public boolean checked() {
        return state == State.CHECKED;
    }
}
