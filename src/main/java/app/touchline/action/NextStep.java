package app.touchline.action;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The open action of a partner with the earliest due date.
 *
 * @param zone the assignee's, in which {@code due} is a day
 */
public record NextStep(
        long actionId,
        long partnerId,
        ActionType type,
        String note,
        LocalDate due,
        long assigneeId,
        String assignee,
        ZoneId zone,
        int version) {

    /** The type and, if there is one, the note: "Follow-up · call about the renewal". */
    public String words() {
        return words(type, note);
    }

    public static String words(ActionType type, String note) {
        return note.isBlank() ? type.words() : type.words() + " · " + note;
    }

    /** Days since it was due, counted in the assignee's zone: 0 on the due date, negative before. */
    public long daysLate(Instant now) {
        return ChronoUnit.DAYS.between(due, LocalDate.ofInstant(now, zone));
    }

    /** Overdue: the due date is before today in the assignee's zone. */
    public boolean overdue(Instant now) {
        return daysLate(now) > 0;
    }
}
