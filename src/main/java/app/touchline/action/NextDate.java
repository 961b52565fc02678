package app.touchline.action;

import java.time.LocalDate;

import app.touchline.hours.WorkingTime;

/** The dates that a form proposes. */
final class NextDate {

    private NextDate() {}

    /**
     * The day on which a partner touched today becomes due soon (today + window - lead), so that the next step comes
     * before the window closes; where nobody works that day the working day before, but never before the next one.
     */
    static LocalDate withinCadence(LocalDate today, int windowDays, int leadDays, WorkingTime hours) {
        var earliest = hours.nextWorkingDay(today);
        var proposed = today.plusDays(windowDays - leadDays);
        while (proposed.isAfter(earliest) && !hours.isWorkingDay(proposed)) proposed = proposed.minusDays(1);
        return proposed.isBefore(earliest) ? earliest : proposed;
    }
}
