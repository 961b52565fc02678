package app.touchline.partner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What held when: at most one value per day, and the newest at or before a day is in force on it. A change on a day that
 * has one replaces it; a back-dated change holds until the next later one; a change that changes nothing leaves no entry.
 *
 * @param entries oldest first, never two neighbours with the same value
 */
public record History<T extends @Nullable Object>(List<Since<T>> entries) {

    private static final Comparator<@Nullable LocalDate> OLDEST_FIRST =
            Comparator.nullsFirst(Comparator.naturalOrder());

    public History {
        entries = withoutRepeats(entries);
    }

    static <T extends @Nullable Object> History<T> from(@Nullable LocalDate day, T value) {
        return new History<>(List.of(new Since<>(day, value)));
    }

    /** What was in force at the end of the day; empty before the first entry. */
    public Optional<Since<T>> on(LocalDate day) {
        return entries.reversed().stream().filter(entry -> entry.holdsOn(day)).findFirst();
    }

    /** The history in which the value holds from that day (null: from the beginning) until the next later entry. */
    History<T> with(@Nullable LocalDate day, T value) {
        var changed = new ArrayList<Since<T>>(entries);
        changed.removeIf(entry -> Objects.equals(entry.day(), day));
        changed.add(new Since<>(day, value));
        return new History<>(changed);
    }

    /** What held before this history begins is taken from the other one. */
    History<T> precededBy(History<T> other) {
        var first = entries.getFirst().day();
        if (first == null) return this;
        var all = new ArrayList<Since<T>>();
        for (var entry : other.entries()) if (OLDEST_FIRST.compare(entry.day(), first) < 0) all.add(entry);
        all.addAll(entries);
        return new History<>(all);
    }

    /** The same values, but the one in force on {@code today} began on another day; what came after that day gives way. */
    History<T> currentSince(@Nullable LocalDate day, LocalDate today) {
        var current = on(today).orElseThrow();
        var changed = new ArrayList<Since<T>>(entries);
        changed.removeIf(entry -> entry.holdsOn(today) && OLDEST_FIRST.compare(entry.day(), day) >= 0);
        changed.remove(current);
        changed.add(new Since<>(day, current.value()));
        return new History<>(changed);
    }

    private static <T extends @Nullable Object> List<Since<T>> withoutRepeats(List<Since<T>> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Since::day, OLDEST_FIRST));
        var kept = new ArrayList<Since<T>>();
        for (var entry : sorted)
            if (kept.isEmpty() || !Objects.equals(kept.getLast().value(), entry.value())) kept.add(entry);
        return List.copyOf(kept);
    }
}
