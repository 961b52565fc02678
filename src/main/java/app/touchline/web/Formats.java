package app.touchline.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How dates, times and counts are written on every page; templates ask it as {@code @fmt}. */
@Component("fmt")
public class Formats {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

    private static final String KEPT_UTC = "Etc/UTC";

    private final Clock clock;

    Formats(Clock clock) {
        this.clock = clock;
    }

    /** "9 Nov", with the year where it is not this one (UTC decides, a day's error is harmless here). */
    public String date(@Nullable LocalDate day) {
        if (day == null) return "";
        var thisYear = clock.instant().atZone(clock.getZone()).getYear();
        return (day.getYear() == thisYear ? DAY : DAY_AND_YEAR).format(day);
    }

    /** "Tue 18 Nov". */
    public String weekday(@Nullable LocalDate day) {
        return day == null ? "" : WEEKDAY.format(day);
    }

    /** "Friday 21 November 2026". */
    public String longDate(LocalDate day) {
        return LONG.format(day);
    }

    /** "10:42" in the given zone. */
    public String time(Instant instant, ZoneId zone) {
        return TIME.withZone(zone).format(instant);
    }

    /** "10:42" today, "Wed 09:14" within a week, else "9 Nov" - in the given zone. */
    public String shortTime(@Nullable Instant instant, ZoneId zone) {
        if (instant == null) return "";
        var day = LocalDate.ofInstant(instant, zone);
        var today = LocalDate.ofInstant(clock.instant(), zone);
        if (day.equals(today)) return time(instant, zone);
        if (day.isBefore(today) && day.isAfter(today.minusDays(7)))
            return DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH)
                    .withZone(zone)
                    .format(instant);
        return date(day);
    }

    /** "Fri 21 Nov, 10:42" in the given zone, with the year where it is not this one. */
    public String moment(@Nullable Instant instant, ZoneId zone) {
        if (instant == null) return "";
        var day = LocalDate.ofInstant(instant, zone);
        var thisYear = clock.instant().atZone(zone).getYear();
        return (day.getYear() == thisYear ? WEEKDAY : WEEKDAY_AND_YEAR).format(day) + ", " + time(instant, zone);
    }

    /** "Fri 21 Nov 2026, 10:42 in Europe/Berlin", for hover texts and screen readers. */
    public String dateTime(@Nullable Instant instant, ZoneId zone) {
        if (instant == null) return "";
        return EXACT.withZone(zone).format(instant) + " in " + words(zone);
    }

    /** As {@link #words}; for what was typed as a zone, too. */
    public String zone(String id) {
        return id.equals(KEPT_UTC) ? "UTC" : id;
    }

    public String zone(ZoneId zone) {
        return words(zone);
    }

    /** What people call a zone: "Europe/Berlin", and "UTC" for the one that is kept as Etc/UTC. */
    public static String words(ZoneId zone) {
        return zone.getId().equals(KEPT_UTC) ? "UTC" : zone.getId();
    }

    /** "5 min ago", "3 h ago", "2 days ago". */
    public String ago(@Nullable Instant instant) {
        if (instant == null) return "never";
        var words = duration(Duration.between(instant, clock.instant()));
        return words.equals("now") ? "just now" : words + " ago";
    }

    /** "now", "5 min", "3 h", "2 days"; whole units, rounded down. */
    public String duration(Duration duration) {
        if (duration.toMinutes() < 1) return "now";
        if (duration.toMinutes() < 60) return duration.toMinutes() + " min";
        if (duration.toHours() < 48) return duration.toHours() + " h";
        return duration.toDays() + " days";
    }

    /** How long something took: "under a minute", else as {@link #duration}. */
    public String took(Duration duration) {
        return duration.toMinutes() < 1 ? "under a minute" : duration(duration);
    }

    /** "1 day", "24 days". */
    public String days(long n) {
        return n == 1 ? "1 day" : n + " days";
    }

    /** "12,345". */
    public String number(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    /** "1 partner", "3 partners": the word gets an s where there is not exactly one. */
    public String count(long n, String word) {
        return number(n) + " " + word + (n == 1 ? "" : "s");
    }
}
