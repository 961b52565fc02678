package app.touchline.agenda;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a person wants to have their daily list by mail.
 *
 * @param at by the clock on their wall; where clocks jump over it, as much later
 * @param days of the week in their zone
 */
record MorningMail(LocalTime at, Set<DayOfWeek> days) {

    /** After so long it is no morning mail any more: what was missed meanwhile is not sent. */
    private static final Duration STILL_SENT = Duration.ofHours(6);

    /** What the page proposes. */
    static final MorningMail PROPOSED = new MorningMail(
            LocalTime.of(7, 30),
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY));

    MorningMail {
        days = Set.copyOf(days);
    }

    /** The day whose mail is to be sent now, if any. */
    Optional<LocalDate> dueAt(Instant now, ZoneId zone) {
        var day = LocalDate.ofInstant(now, zone);
        var due = day.atTime(at).atZone(zone).toInstant();
        var isTime = !now.isBefore(due) && now.isBefore(due.plus(STILL_SENT));
        return days.contains(day.getDayOfWeek()) && isTime ? Optional.of(day) : Optional.empty();
    }

    /** "07:30 on Monday, Friday". */
    String words() {
        return at + " on "
                + Stream.of(DayOfWeek.values())
                        .filter(days::contains)
                        .map(MorningMail::name)
                        .collect(Collectors.joining(", "));
    }

    static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
