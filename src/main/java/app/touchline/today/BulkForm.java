package app.touchline.today;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.action.ActionType;

/**
 * What is to be done to all picked rows, as typed.
 *
 * @param nextDue empty for the day that each partner's cadence proposes
 * @param person by id
 */
record BulkForm(
        @Nullable String outcome,
        @Nullable String nextType,
        @Nullable String nextDue,
        @Nullable String to,
        @Nullable String person,
        @Nullable String due,
        @Nullable String note,
        @Nullable String until,
        @Nullable String reason,
        @Nullable String formKey) {

    private static final int LONGEST_OUTCOME = 2000;
    private static final int LONGEST_NOTE = 500;

    static BulkForm opened(LocalDate day, long me, String formKey) {
        return new BulkForm(
                "",
                "",
                "",
                day.toString(),
                "" + me,
                day.toString(),
                "",
                day.plusWeeks(1).toString(),
                "",
                formKey);
    }

    /** What is wrong, by field. */
    Map<String, String> problems(BulkAct act, LocalDate today, Set<Long> people, boolean anyRecovery) {
        var problems = new LinkedHashMap<String, String>();
        switch (act) {
            case DONE -> {
                if (text(outcome).length() > LONGEST_OUTCOME) problems.put("outcome", "Use 2,000 characters or fewer.");
                if (anyRecovery && text(outcome).isEmpty())
                    problems.put(
                            "outcome",
                            "Among these are recovery touches, which close by themselves: say what happened instead.");
                if (!text(nextDue).isEmpty() && next() != null) day("nextDue", nextDue, today, problems);
            }
            case POSTPONE -> day("to", to, today, problems);
            case REASSIGN -> somebody(people, problems);
            case SNOOZE -> {
                day("until", until, today.plusDays(1), problems);
                if (text(reason).isEmpty()) problems.put("reason", "Say why: they are on holiday, they asked.");
                else if (text(reason).length() > LONGEST_NOTE) problems.put("reason", "Use 500 characters or fewer.");
            }
            case RECOVERY -> {
                day("due", due, today, problems);
                somebody(people, problems);
                if (text(note).length() > LONGEST_NOTE) problems.put("note", "Use 500 characters or fewer.");
            }
        }
        return problems;
    }

    private static void day(String field, @Nullable String typed, LocalDate first, Map<String, String> problems) {
        var day = date(typed);
        if (day == null) problems.put(field, "Choose a date.");
        else if (day.isBefore(first)) problems.put(field, "Choose a later day.");
    }

    private void somebody(Set<Long> people, Map<String, String> problems) {
        if (!text(person).matches("\\d{1,18}") || !people.contains(personId()))
            problems.put("person", "Choose somebody who works with partners.");
    }

    /** Null for no next step. */
    @Nullable
    ActionType next() {
        return Arrays.stream(ActionType.values())
                .filter(type -> type.name().equals(nextType))
                .findFirst()
                .orElse(null);
    }

    long personId() {
        return Long.parseLong(text(person));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static @Nullable LocalDate date(@Nullable String typed) {
        try {
            return typed == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
