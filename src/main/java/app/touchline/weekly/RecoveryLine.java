package app.touchline.weekly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What became of a recovery touch.
 *
 * @param due a day in the assignee's zone
 * @param at when the touch occurred that closed it, or when it was closed by hand; null while it is open
 * @param by whose touch it was, by name, or who closed it
 * @param reason why it was closed by hand
 * @param touch "email sent"; empty where no touch closed it or it is no longer kept
 */
public record RecoveryLine(
        long partnerId,
        String partner,
        String assignee,
        ZoneId zone,
        LocalDate due,
        @Nullable Instant at,
        boolean closedItself,
        String by,
        String reason,
        String touch,
        LocalDate today) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /** In the order in which they are looked at. */
    public enum State {
        DONE("Done"),
        LATE("Done late"),
        DROPPED("Dropped"),
        OVERDUE("Overdue"),
        OPEN("Open");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public State state() {
        if (at == null) return due.isBefore(today) ? State.OVERDUE : State.OPEN;
        if (!closedItself) return State.DROPPED;
        return LocalDate.ofInstant(at, zone).isAfter(due) ? State.LATE : State.DONE;
    }

    /** "by an email sent on Tue 25 Nov by Dana", "They were bought (Dana)". */
    public String how() {
        return switch (state()) {
            case DONE, LATE ->
                "by %s on %s%s".formatted(touch.isEmpty() ? "a touch" : touch, day(), by.isEmpty() ? "" : ", " + by);
            case DROPPED -> reason + " (" + by + ", " + day() + ")";
            case OVERDUE, OPEN -> "nobody has been in touch since";
        };
    }

    private String day() {
        return at == null ? "" : DAY.withZone(zone).format(at);
    }
}
