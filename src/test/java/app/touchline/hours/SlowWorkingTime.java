package app.touchline.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Working time looked at minute by minute: slow and obvious. */
public record SlowWorkingTime(WorkingTime time) {

    private static final long MINUTE = 60;

    boolean isWorkingAt(Instant instant) {
        var local = instant.atZone(time.zone());
        if (time.daysOff().contains(local.toLocalDate())) return false;
        var minute = local.toLocalTime().toSecondOfDay() / MINUTE;
        return time.week().getOrDefault(local.getDayOfWeek(), List.of()).stream()
                .anyMatch(stretch -> stretch.from() <= minute && minute < stretch.to());
    }

    public Duration between(Instant from, Instant to) {
        var seconds = 0L;
        for (var at = from; at.isBefore(to); ) {
            var minutesEnd = at.truncatedTo(ChronoUnit.MINUTES).plusSeconds(MINUTE);
            var end = minutesEnd.isBefore(to) ? minutesEnd : to;
            if (isWorkingAt(at)) seconds += Duration.between(at, end).toSeconds();
            at = end;
        }
        return Duration.ofSeconds(seconds);
    }

    /** For whole minutes only. */
    Instant after(Instant from, Duration working) {
        var left = working.toMinutes();
        var at = from;
        for (; left > 0; at = at.plusSeconds(MINUTE)) if (isWorkingAt(at)) left--;
        return at;
    }

    /** For whole minutes only. */
    Instant afterDays(Instant from, int days) {
        var begins = from;
        while (!isWorkingAt(begins)) begins = begins.plusSeconds(MINUTE);
        var local = begins.atZone(time.zone());
        var day = local.toLocalDate();
        for (var left = days; left > 0; ) {
            day = day.plusDays(1);
            if (works(day)) left--;
        }
        return at(day, local.toLocalTime());
    }

    private boolean works(LocalDate day) {
        return !time.daysOff().contains(day)
                && !time.week().getOrDefault(day.getDayOfWeek(), List.of()).isEmpty();
    }

    /** Walks through the day's minutes: the wanted one if it works, else the end of the work before it, else the opening. */
    private Instant at(LocalDate day, LocalTime wanted) {
        var target = day.atTime(wanted).atZone(time.zone()).toInstant();
        var worked = false;
        var workedUntil = target;
        var end = day.plusDays(1).atStartOfDay(time.zone()).toInstant();
        for (var at = day.atStartOfDay(time.zone()).toInstant(); at.isBefore(end); at = at.plusSeconds(MINUTE)) {
            if (!isWorkingAt(at)) continue;
            if (at.equals(target)) return target;
            if (at.isAfter(target)) return worked ? workedUntil : at;
            worked = true;
            workedUntil = at.plusSeconds(MINUTE);
        }
        return workedUntil;
    }
}
