package app.touchline.touch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A touch that a person noted because no mailbox could see it. It counts under either setting, and coverage says how much
 * of it rests on such touches.
 *
 * @param contactId with whom, where that is known
 */
record HandNote(Kind kind, long partnerId, @Nullable Long contactId, Instant occurredAt, String note) {

    enum Kind {
        CALL("Call"),
        MEETING("Meeting"),
        OTHER("Other");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
