package app.touchline.action;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/** The dates that a form proposes. */
final class NextDate {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private NextDate() {}

    /**
     * The day on which a partner touched today becomes due soon (today + window - lead), so that the next step comes
     * before the window closes; on a weekend the Friday before, but never before the next working day.
     */
    static LocalDate withinCadence(LocalDate today, int windowDays, int leadDays) {
        var proposed = today.plusDays(windowDays - leadDays);
        while (WEEKEND.contains(proposed.getDayOfWeek())) proposed = proposed.minusDays(1);
        var earliest = nextWorkingDay(today);
        return proposed.isBefore(earliest) ? earliest : proposed;
    }

    static LocalDate nextWorkingDay(LocalDate today) {
        var day = today.plusDays(1);
        while (WEEKEND.contains(day.getDayOfWeek())) day = day.plusDays(1);
        return day;
    }
}
