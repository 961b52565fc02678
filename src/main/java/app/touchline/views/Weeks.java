package app.touchline.views;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Half a year of human touches with a partner, week by week: how many ours, how many theirs. A meeting or call is both.
 *
 * @param weeks 26, the oldest first; the last is the one that is running
 */
record Weeks(List<Week> weeks) {

    static final int COUNT = 26;

    /** @param monday its first day, in the programme's zone */
    record Week(LocalDate monday, int ours, int theirs) {}

    static LocalDate firstMonday(LocalDate today) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(COUNT - 1L);
    }

    /** @param counted those weeks in which there was something, by their Monday */
    static Weeks of(LocalDate today, Map<LocalDate, Week> counted) {
        var first = firstMonday(today);
        return new Weeks(IntStream.range(0, COUNT)
                .mapToObj(first::plusWeeks)
                .map(monday -> counted.getOrDefault(monday, new Week(monday, 0, 0)))
                .toList());
    }

    public int ours() {
        return weeks.stream().mapToInt(Week::ours).sum();
    }

    public int theirs() {
        return weeks.stream().mapToInt(Week::theirs).sum();
    }

    public boolean empty() {
        return ours() + theirs() == 0;
    }
}
