package app.touchline.response;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Response times with one partner, kept apart by side.
 *
 * @param waitingOnUs threads of the last {@value ResponseTimes#HORIZON_DAYS} days in which the newest human message is theirs
 * @param waitingSince when the oldest of these was asked; null where none waits
 */
public record PartnerResponses(
        ResponseTimes theirs,
        ResponseTimes ours,
        int waitingOnUs,
        @Nullable Instant waitingSince,
        int waitingOnThem) {

    /** Nothing was ever asked. */
    public boolean empty() {
        return theirs.answers() + ours.answers() + theirs.noReply() + ours.noReply() + waitingOnUs + waitingOnThem == 0;
    }
}
