package app.touchline.touch;

import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * A touch as a partner's timeline shows it, with why it is there and whether it counts.
 *
 * @param partnerId whose timeline it is, with their name
 * @param kind "Email", "Meeting", "Call", "Other"
 * @param automatic whether a machine wrote it, by the rules
 * @param natureWords "written by a person", "automatic reply"
 * @param counted whether it moves the cadence under the setting in force now
 * @param why how it was matched, and what decided whether it counts
 * @param who who wrote, and with whom of the partner's
 * @param subject only where the programme keeps subjects
 * @param note what was noted with a touch that was noted by hand
 * @param overruled what a person said against the classification
 * @param zone in which its day is meant
 */
public record TimelineTouch(
        long id,
        long partnerId,
        String partnerName,
        String kind,
        Direction direction,
        Instant occurredAt,
        ZoneId zone,
        boolean automatic,
        String natureWords,
        boolean counted,
        String why,
        String who,
        @Nullable String subject,
        @Nullable String note,
        boolean discarded,
        @Nullable Overruled overruled,
        boolean undecided) {

    /** "sent", "received", "with them". */
    public String directionWords() {
        return switch (direction) {
            case SENT -> "sent";
            case RECEIVED -> "received";
            case BOTH -> "with them";
        };
    }

    public String icon() {
        return switch (kind) {
            case "Email" -> direction == Direction.SENT ? "mail-up" : "mail-down";
            case "Meeting" -> "users";
            case "Call" -> "phone";
            default -> "message";
        };
    }

    /** Whether a person can make it count: against the rules, or against another person. */
    public boolean mayBeCounted() {
        return !discarded && !undecided && (overruled == Overruled.DO_NOT_COUNT || (automatic && overruled == null));
    }

    public boolean mayBeUncounted() {
        return !discarded && !undecided && overruled != Overruled.DO_NOT_COUNT && (!automatic || overruled != null);
    }
}
