package app.touchline.reading;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about a partner in a weekly read.
 *
 * @param words what exactly: "Ben, Tue 25 Nov"
 * @param batch decided and undone together
 * @param actionId the recovery touch; null for anything else, or when it is gone
 */
public record Decision(
        long id,
        long readId,
        long partnerId,
        Kind kind,
        String words,
        UUID batch,
        Instant decidedAt,
        long byId,
        String by,
        @Nullable Long actionId) {

    /** What can be decided. */
    public enum Kind {
        RECOVERY("Recovery touch"),
        SNOOZE("Snooze"),
        TIER("Tier"),
        PAUSE("Pause");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** "Recovery touch: Ben, Tue 25 Nov". */
    public String sentence() {
        return words.isEmpty() ? kind.words() : kind.words() + ": " + words;
    }
}
