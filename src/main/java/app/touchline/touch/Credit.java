package app.touchline.touch;

import org.jspecify.annotations.Nullable;

/**
 * Whose touch it is: one of our people's, or a shared mailbox's.
 *
 * @param why where that person stands on the message
 */
public record Credit(@Nullable Long memberId, @Nullable Long mailboxId, Why why) {

    /** The earlier one stands before the later: people in Cc get
     * credit only where nobody is in To, the partner's owner only where none of our people is named. */
    public enum Why {
        FROM(0),
        SENDER(0),
        MAILBOX(0),
        NOTED(0),
        ORGANISER(0),
        TO(1),
        ATTENDEE(1),
        CC(2),
        PARTNER_OWNER(3);

        private final int rank;

        Why(int rank) {
            this.rank = rank;
        }

        int rank() {
            return rank;
        }
    }
}
