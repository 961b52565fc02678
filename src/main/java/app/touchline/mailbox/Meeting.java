package app.touchline.mailbox;

import java.time.Instant;
import java.util.List;

/**
 * An entry of a calendar, without subject, place or text.
 *
 * @param id the same in the calendars of all who are invited; of a series, the same for all its occurrences
 * @param organiser address; may be empty
 * @param declined whether the mailbox's own user declined it
 * @param organised whether they organised it: to them alone everybody's answers are told
 * @param single whether it is no occurrence of a series
 */
public record Meeting(
        String id,
        Instant start,
        Instant end,
        boolean cancelled,
        boolean allDay,
        boolean outOfOffice,
        boolean declined,
        boolean organised,
        boolean single,
        String organiser,
        List<Attendee> attendees) {

    public Meeting {
        attendees = List.copyOf(attendees);
    }

    /** @param optional as the organiser said */
    public record Attendee(String address, boolean optional, boolean declined) {}

    /** Over, and with us; whether anybody of a partner's was there is another question. */
    boolean tookPlace(Instant now) {
        return !cancelled && !allDay && !outOfOffice && !declined && !end.isAfter(now);
    }

    @Override
    public String toString() {
        return "a meeting of " + (attendees.size() + 1);
    }
}
