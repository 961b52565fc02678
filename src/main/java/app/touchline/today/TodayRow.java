package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerCadence;
import app.touchline.ninetyday.TestProgress;

/**
 * One line of the daily list: an action that is due, a message that waits for an answer, a ninety-day test that ends, or a
 * partner without an action that slipped or is due soon.
 *
 * @param openActions how many the partner has in all
 */
record TodayRow(
        Section section,
        PartnerCadence cadence,
        @Nullable Step step,
        @Nullable Reply reply,
        @Nullable TestProgress test,
        String blockers,
        @Nullable KeyContact keyContact,
        @Nullable LastTouch lastTouch,
        int openActions) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /**
     * @param daysLate in the assignee's zone; 0 when due today
     * @param postponed how often
     * @param firstDue the date before the first postponement
     */
    record Step(
            long actionId,
            String words,
            LocalDate due,
            long daysLate,
            long assigneeId,
            String assignee,
            int postponed,
            @Nullable LocalDate firstDue) {}

    /**
     * A thread's newest message, which has no answer; of a partner's threads the one that waits longest.
     *
     * @param owed by us; else by them
     * @param who wrote it; null if not known by name
     * @param since when the first message was written that has no answer
     * @param threads how many of the partner's threads wait on the same side
     */
    record Reply(
            long touchId,
            boolean owed,
            @Nullable String who,
            @Nullable String subject,
            Instant at,
            Instant since,
            int threads) {

        public String words() {
            if (subject != null && !subject.isBlank()) return subject;
            if (!owed) return "No answer yet";
            return who == null ? "Reply to them" : "Reply to " + who;
        }

        /** Whole days on the calendar since it was written. */
        public long days(LocalDate today, ZoneId zone) {
            return ChronoUnit.DAYS.between(LocalDate.ofInstant(at, zone), today);
        }

        String reason(ZoneId zone) {
            var wrote = (who == null ? (owed ? "they" : "we") : who) + " wrote "
                    + WHEN.withZone(zone).format(at);
            var first = LocalDate.ofInstant(since, zone).equals(LocalDate.ofInstant(at, zone))
                    ? ""
                    : ", first " + WHEN.withZone(zone).format(since);
            return wrote + first + others();
        }

        private String others() {
            if (threads < 2) return "";
            return threads == 2 ? ", another thread waits too" : ", %d more threads wait".formatted(threads - 1);
        }
    }

    record KeyContact(String name, @Nullable String address) {}

    TodayRow of(@Nullable TestProgress running) {
        return new TodayRow(section, cadence, step, reply, running, blockers, keyContact, lastTouch, openActions);
    }

    /** What names the row on the page. */
    public String key() {
        if (step != null) return "a" + step.actionId();
        if (test != null) return "t" + test.id();
        return reply == null ? "p" + cadence.partnerId() : "r" + reply.touchId() + "p" + cadence.partnerId();
    }

    /** "ends in 5 d", "ended 2 d ago". */
    public String testEnds() {
        if (test == null) return "";
        var left = test.daysLeft();
        if (left == 0) return "ends today";
        return left > 0 ? "ends in " + left + " d" : "ended " + -left + " d ago";
    }

    /** "3 d late", "today", "2 d", "24 d of 7": how pressing it is. */
    String when(LocalDate today, ZoneId zone) {
        if (step != null) return step.daysLate() > 0 ? step.daysLate() + " d late" : "today";
        if (reply != null) return reply.days(today, zone) + " d";
        if (test != null) return testEnds();
        return cadence.daysSinceAnchor().orElse(0) + " d of " + cadence.windowDays();
    }

    private static String progress(TestProgress test) {
        var target = test.target();
        if (target == null || test.reached().isEmpty()) return test.verdict().words();
        return "%s: %d of %s".formatted(test.verdict().words(), test.reached().getAsInt(), target.words());
    }

    /** What to do: the step, the message to answer, the test to judge, or that there is no step. */
    public String what() {
        if (step != null) return step.words();
        if (test != null) return "Test · " + test.goal();
        return reply == null ? "No next step" : reply.words();
    }

    /**
     * Why it is on the list and what to know before acting, the weightiest first; two at most, so that it stays one line.
     */
    public List<String> reasons(LocalDate today, ZoneId zone) {
        var reasons = new ArrayList<String>();
        if (!blockers.isBlank()) reasons.add("Blocked: " + blockers.strip());
        if (test != null) reasons.add(progress(test));
        if (reply != null) reasons.add(reply.reason(zone));
        else if (lastTouch != null && lastTouch.received()) reasons.add(lastTouch.words(today, zone));
        var standing = standing();
        if (standing != null) reasons.add(standing);
        if (reply == null && lastTouch != null && !lastTouch.received()) reasons.add(lastTouch.words(today, zone));
        if (step != null && step.postponed() > 0) reasons.add(postponed(step));
        if (step != null && openActions == 1) reasons.add("no next step after this one");
        return reasons.stream().limit(2).toList();
    }

    private @Nullable String standing() {
        var due = cadence.due();
        if (due == null) return "not in cadence: " + cadence.status().words().toLowerCase(Locale.ROOT);
        if (cadence.neverTouched())
            return "never touched, in cadence for "
                    + days(cadence.daysSinceAnchor().orElse(0));
        return switch (cadence.cadence()) {
            case SLIPPED -> days(cadence.daysLate()) + " past the " + cadence.windowDays() + "-day window";
            case DUE_SOON -> {
                var left = cadence.windowDays() - cadence.daysSinceAnchor().orElse(0);
                yield left == 0 ? "today is the last day inside the window" : "slips in " + days(left + 1L);
            }
            case ON_CADENCE, NOT_IN_CADENCE -> null;
        };
    }

    private static String postponed(Step step) {
        var times = step.postponed() == 1 ? "postponed once" : "postponed " + step.postponed() + " times";
        return step.firstDue() == null ? times : times + ", first due " + DAY.format(step.firstDue());
    }

    private static String days(long n) {
        return n == 1 ? "1 day" : n + " days";
    }

    public @Nullable Instant captured(LocalDate today, ZoneId zone) {
        return lastTouch == null ? null : lastTouch.captured(today, zone);
    }

    public boolean slipped() {
        return cadence.cadence() == CadenceStatus.SLIPPED;
    }
}
