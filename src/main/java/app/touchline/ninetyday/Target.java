package app.touchline.ninetyday;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import app.touchline.partner.Refused;

/** So many intros, qualified conversations or deals within ninety days. */
public record Target(int number, Unit unit) {

    private static final int MOST = 10_000;

    public Target {
        if (number < 1 || number > MOST)
            throw new Refused("target", "A target is a number from 1 to %,d.".formatted(MOST));
    }

    /** "3 intros", "1 deal". */
    public String words() {
        var words = unit.words();
        return number + " " + (number == 1 ? words.substring(0, words.length() - 1) : words);
    }

    /**
     * What the calendar asks for by the end of a day: the target times the days since the start / 90, rounded down, and from
     * the last day on all of it.
     */
    public int askedBy(LocalDate day, LocalDate start) {
        var passed = Math.clamp(ChronoUnit.DAYS.between(start, day), 0, NinetyDayTest.DAYS);
        return (int) (number * passed / NinetyDayTest.DAYS);
    }
}
