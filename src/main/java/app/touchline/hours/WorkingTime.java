package app.touchline.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * When the programme works: an instant is working time when the clock on the wall in {@code zone} then shows a time within
 * a stretch of its weekday, and the day is not off. So a day on which the clocks change has an hour less or more, where
 * the change falls into working hours.
 *
 * @param week the stretches of each weekday in order, none overlapping; a weekday without any is never worked on
 * @param daysOff in the programme's zone
 */
public record WorkingTime(ZoneId zone, Map<DayOfWeek, List<Stretch>> week, Set<LocalDate> daysOff) {

    /**
     * A part of a working day, in minutes since the wall clock's midnight.
     *
     * @param to exclusive; 1440 is the midnight that ends the day
     */
    public record Stretch(int from, int to) {

        static final int WHOLE_DAY = 24 * 60;

        public Stretch {
            if (from < 0 || from >= to || to > WHOLE_DAY)
                throw new IllegalArgumentException("no stretch of a day: %d to %d".formatted(from, to));
        }

        LocalDateTime opens(LocalDate day) {
            return day.atStartOfDay().plusMinutes(from);
        }

        LocalDateTime closes(LocalDate day) {
            return day.atStartOfDay().plusMinutes(to);
        }
    }

    /** Working time without a break. */
    private record Span(Instant from, Instant to) {}

    public WorkingTime {
        var whole = new EnumMap<DayOfWeek, List<Stretch>>(DayOfWeek.class);
        for (var weekday : DayOfWeek.values()) whole.put(weekday, inOrder(week.getOrDefault(weekday, List.of())));
        if (whole.values().stream().allMatch(List::isEmpty))
            throw new IllegalArgumentException("a week has at least one working stretch");
        week = Map.copyOf(whole);
        daysOff = Set.copyOf(daysOff);
    }

    private static List<Stretch> inOrder(List<Stretch> stretches) {
        for (var i = 1; i < stretches.size(); i++)
            if (stretches.get(i).from() < stretches.get(i - 1).to())
                throw new IllegalArgumentException("stretches overlap or are out of order: " + stretches);
        return List.copyOf(stretches);
    }

    public boolean isWorkingDay(LocalDate day) {
        return !of(day).isEmpty();
    }

    /** The first working day after the given one. */
    public LocalDate nextWorkingDay(LocalDate day) {
        var next = day.plusDays(1);
        while (!isWorkingDay(next)) next = next.plusDays(1);
        return next;
    }

    public boolean isWorkingAt(Instant instant) {
        return !next(instant).from().isAfter(instant);
    }

    /** How much working time lies between the two; none where {@code to} is not after {@code from}. */
    public Duration between(Instant from, Instant to) {
        var sum = Duration.ZERO;
        for (var at = from; at.isBefore(to); ) {
            var span = next(at);
            if (span.from().isBefore(to)) sum = sum.plus(Duration.between(span.from(), earlier(span.to(), to)));
            at = span.to();
        }
        return sum;
    }

    /**
     * The first instant by which so much working time has passed.
     *
     * @param working not negative; none gives {@code from} itself
     */
    public Instant after(Instant from, Duration working) {
        if (working.isNegative()) throw new IllegalArgumentException("less than no time: " + working);
        var left = working;
        for (var at = from; left.isPositive(); ) {
            var span = next(at);
            var length = Duration.between(span.from(), span.to());
            if (length.compareTo(left) >= 0) return span.from().plus(left);
            left = left.minus(length);
            at = span.to();
        }
        return from;
    }

    /**
     * So many working days on: the same time by the wall clock, so many working days after the day on which it begins. What
     * comes outside working time begins with the next; where the last day does not work at that time, the end of its
     * work before then counts, or its opening.
     *
     * @param days not negative; 2 from a Saturday is the opening of Wednesday in an ordinary week
     */
    public Instant afterDays(Instant from, int days) {
        if (days < 0) throw new IllegalArgumentException("less than no days: " + days);
        var begins = LocalDateTime.ofInstant(next(from).from(), zone);
        var day = begins.toLocalDate();
        for (var left = days; left > 0; left--) day = nextWorkingDay(day);
        var then = day.atTime(begins.toLocalTime()).atZone(zone).toInstant();
        @Nullable Instant workedUntil = null;
        var endOfDay = day.plusDays(1).atStartOfDay(zone).toInstant();
        for (var span = next(day.atStartOfDay(zone).toInstant());
                span.from().isBefore(endOfDay);
                span = next(span.to())) {
            // where clocks go back across midnight, an hour of the day before comes between
            if (!isOn(day, span)) continue;
            if (span.from().isAfter(then)) return workedUntil == null ? span.from() : workedUntil;
            if (span.to().isAfter(then)) return then;
            workedUntil = span.to();
        }
        return workedUntil == null ? then : workedUntil;
    }

    /**
     * What is so many working days old: the latest instant from which {@link #afterDays so many on} are over by then. Holds
     * for every earlier one too, as long as nobody works while the clocks are set back.
     */
    public Instant daysBefore(Instant then, int days) {
        var early = then;
        for (var step = Duration.ofDays(1); afterDays(early, days).isAfter(then); step = step.multipliedBy(2))
            early = early.minus(step);
        var late = then.plusMillis(1);
        while (early.plusNanos(1_000).isBefore(late)) {
            var between = early.plus(Duration.between(early, late).dividedBy(2));
            if (afterDays(between, days).isAfter(then)) late = between;
            else early = between;
        }
        return early;
    }

    private boolean isOn(LocalDate day, Span span) {
        return LocalDate.ofInstant(span.from(), zone).equals(day);
    }

    /** What is left of the first stretch that ends after the given instant. */
    private Span next(Instant from) {
        var rules = zone.getRules();
        for (var at = from; ; ) {
            var offset = rules.getOffset(at);
            var change = rules.nextTransition(at);
            var sameOffsetUntil = change == null ? Instant.MAX : change.getInstant();
            var day = LocalDateTime.ofInstant(at, offset).toLocalDate();
            for (var stretch : of(day)) {
                var opens = later(at, stretch.opens(day).toInstant(offset));
                var closes = earlier(sameOffsetUntil, stretch.closes(day).toInstant(offset));
                if (opens.isBefore(closes)) return new Span(opens, closes);
            }
            at = earlier(sameOffsetUntil, day.plusDays(1).atStartOfDay().toInstant(offset));
        }
    }

    private List<Stretch> of(LocalDate day) {
        return daysOff.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
