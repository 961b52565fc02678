package app.touchline.pipeline;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Stage;

/**
 * What is expected of deals, by the month of their expected close, and what came of them, by the month they were closed in.
 *
 * @param stages how likely each stage ends in a sale
 */
record Forecast(PipelineQuestion question, List<Line> lines, List<Likely> stages) {

    /** When: a month, before all of them (open and overdue) or after them. */
    enum When {
        OVERDUE,
        MONTH,
        LATER
    }

    /**
     * @param month null where it is no single month
     * @param weighted what is open in each stage times the probability of that, rounded
     * @param closed by the rate of the day each deal was won
     * @param slipped how many deals were once expected in this month and then put off to a later one
     * @param withoutRate how many deals are in no amount, for want of a rate
     */
    record Line(
            When when,
            @Nullable YearMonth month,
            int openDeals,
            SideBySide open,
            SideBySide weighted,
            int wonDeals,
            SideBySide closed,
            int slipped,
            int withoutRate) {

        Line plus(Line other) {
            return new Line(
                    when,
                    month,
                    openDeals + other.openDeals,
                    open.plus(other.open),
                    weighted.plus(other.weighted),
                    wonDeals + other.wonDeals,
                    closed.plus(other.closed),
                    slipped + other.slipped,
                    withoutRate + other.withoutRate);
        }

        public boolean nothing() {
            return openDeals == 0 && wonDeals == 0 && slipped == 0;
        }

        public String words() {
            return month == null
                    ? when == When.OVERDUE ? "Overdue" : "Later"
                    : DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH).format(month);
        }
    }

    /** @param probability in percent */
    record Likely(Stage stage, int probability) {}

    /** The lines up to the last in which there is anything, and half a year at least. */
    public List<Line> shown() {
        var last = lines.size() - 1;
        while (last > ForecastReader.BACK + 6 && lines.get(last).nothing()) last--;
        return lines.subList(0, last + 1);
    }

    public Line total() {
        return lines.stream().reduce(Line::plus).orElseThrow();
    }

    public boolean nothing() {
        return total().nothing();
    }
}
