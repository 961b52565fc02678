package app.touchline.mailbox;

/**
 * How a mailbox stands, in a word or a few.
 *
 * @param keyFits whether the stored password can be read with the present key
 * @param behind whether it was not read to its end for longer than it should be
 */
record MailboxStanding(
        boolean inTenant, Mailbox.State state, boolean paused, boolean acknowledged, boolean keyFits, boolean behind) {

    String words() {
        if (paused) return "Paused";
        if (!acknowledged) return "Waits for acknowledgement";
        if (!keyFits) return "Key does not fit";
        return switch (state) {
            case WAITING -> "Waits for its turn";
            case BACKFILL -> "Reading older mail";
            case LIVE -> behind ? "Is behind" : "Up to date";
            case BACKOFF -> "In trouble";
            case REAUTH_REQUIRED -> inTenant ? "Is closed to Touchline" : "Needs a new password";
            case GONE_SUSPECT -> "Was not there";
            case GONE -> "Is not there any more";
        };
    }

    /** An icon beside the word: good, busy, resting or bad. */
    String icon() {
        if (paused) return "player-pause";
        if (!acknowledged) return "hourglass";
        if (!keyFits) return "alert-triangle";
        return switch (state) {
            case WAITING -> "clock";
            case BACKFILL -> "refresh";
            case LIVE -> behind ? "alert-triangle" : "circle-check";
            case BACKOFF, REAUTH_REQUIRED, GONE_SUSPECT, GONE -> "alert-triangle";
        };
    }

    boolean bad() {
        return !paused
                && acknowledged
                && (!keyFits
                        || switch (state) {
                            case WAITING, BACKFILL -> false;
                            case LIVE -> behind;
                            case BACKOFF, REAUTH_REQUIRED, GONE_SUSPECT, GONE -> true;
                        });
    }

    /** Whether it is read, so that its page changes by itself. */
    boolean busy() {
        return !paused && acknowledged && keyFits && (state != Mailbox.State.REAUTH_REQUIRED || inTenant);
    }
}
