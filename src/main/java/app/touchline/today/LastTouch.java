package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * The newest human contact with a partner, in either direction.
 *
 * @param kind EMAIL, MEETING, CALL or OTHER
 * @param received from them; else from us or together
 * @param who the person of theirs who wrote, or ours; empty if not known by name
 * @param notedAt when it came to be known here
 */
record LastTouch(String kind, boolean received, @Nullable String who, Instant occurredAt, Instant notedAt) {

    /** When it was captured, if that was today and soon after it happened: news to who has the page open. */
    public @Nullable Instant captured(LocalDate today, ZoneId zone) {
        var notedToday = LocalDate.ofInstant(notedAt, zone).equals(today);
        return kind.equals("EMAIL") && notedToday && occurredAt.isAfter(notedAt.minus(1, ChronoUnit.DAYS))
                ? notedAt
                : null;
    }

    /** "Priya wrote 2 days ago, we have not since": who spoke last, and how long ago. */
    public String words(LocalDate today, ZoneId zone) {
        var when = ago(ChronoUnit.DAYS.between(LocalDate.ofInstant(occurredAt, zone), today));
        return switch (kind) {
            case "MEETING" -> "met " + when;
            case "CALL" -> "called " + when;
            case "OTHER" -> "in touch " + when;
            default ->
                received
                        ? (who == null ? "they" : who) + " wrote " + when + ", we have not since"
                        : (who == null ? "we" : who) + " wrote " + when + ", no answer since";
        };
    }

    private static String ago(long days) {
        if (days <= 0) return "today";
        return days == 1 ? "yesterday" : days + " days ago";
    }
}
