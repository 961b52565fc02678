package app.touchline.rounds;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.ninetyday.Verdict;

/**
 * A month looked back on: which partners delivered, and which tests ended or should have.
 *
 * @param delivering by name; only what happened in the month
 * @param decided tests whose verdict fell in the month
 * @param overdue tests that ran out and wait for a verdict
 */
record MonthlyReview(
        YearMonth month,
        boolean hasNext,
        List<Delivering> delivering,
        List<Ended> decided,
        List<Ended> overdue,
        boolean mayDecide) {

    /** @param deals it sourced, registered in the month; {@code won}: those it sourced that were won in it */
    record Delivering(
            long partnerId,
            String partner,
            String tier,
            @Nullable String owner,
            int intros,
            int conversations,
            int leads,
            int deals,
            int won) {}

    /** @param running whether another test has begun since */
    record Ended(
            long testId,
            long partnerId,
            String partner,
            String status,
            String goal,
            LocalDate startsOn,
            LocalDate endsOn,
            Verdict verdict,
            @Nullable LocalDate decidedOn,
            boolean running) {

        public boolean delivered() {
            return verdict == Verdict.DELIVERED;
        }

        public boolean paused() {
            return status.equals("PAUSED");
        }
    }

    public String words() {
        return DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).format(month);
    }

    public YearMonth before() {
        return month.minusMonths(1);
    }

    public YearMonth next() {
        return month.plusMonths(1);
    }

    public boolean empty() {
        return delivering.isEmpty() && decided.isEmpty() && overdue.isEmpty();
    }
}
