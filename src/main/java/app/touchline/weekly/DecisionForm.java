package app.touchline.weekly;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

import app.touchline.reading.Choice;
import app.touchline.reading.Decision.Kind;

/**
 * What a person enters to decide about a partner.
 *
 * @param who a member's id; for several partners at once also "owner": each its own
 * @param seen the decision the person saw; null for none
 * @param batch made with the form, so that sending it twice decides once
 */
record DecisionForm(
        @Nullable String who,
        @Nullable LocalDate due,
        @Nullable String note,
        @Nullable LocalDate until,
        @Nullable String reason,
        @Nullable Long tier,
        @Nullable Long seen,
        @Nullable UUID batch) {

    static DecisionForm empty(@Nullable Long who, LocalDate due, @Nullable Long seen) {
        return new DecisionForm(who == null ? null : "" + who, due, "", due, "", null, seen, UUID.randomUUID());
    }

    UUID batchOrNew() {
        return batch == null ? UUID.randomUUID() : batch;
    }

    @Nullable
    Long person() {
        return who != null && who.matches("\\d{1,18}") ? Long.valueOf(who) : null;
    }

    /** Null where something is missing; it is then said beside the field. */
    @Nullable
    Choice choice(Kind kind, LocalDate today, Errors errors) {
        return switch (kind) {
            case RECOVERY -> recovery(today, errors);
            case SNOOZE -> snooze(today, errors);
            case TIER -> tier(errors);
            case PAUSE -> new Choice.Pause();
        };
    }

    private @Nullable Choice recovery(LocalDate today, Errors errors) {
        var person = person();
        if (person == null) errors.rejectValue("who", "missing", "Choose who gets in touch.");
        checkDue(today, errors);
        if (person == null || due == null || errors.hasErrors()) return null;
        return new Choice.Recovery(person, due, note == null ? "" : note);
    }

    void checkDue(LocalDate today, Errors errors) {
        if (due == null) errors.rejectValue("due", "missing", "Give it a date.");
        else if (due.isBefore(today)) errors.rejectValue("due", "past", "Choose today or a later day.");
    }

    private @Nullable Choice snooze(LocalDate today, Errors errors) {
        if (until == null || !until.isAfter(today)) errors.rejectValue("until", "early", "Choose a day after today.");
        if (reason == null || reason.isBlank())
            errors.rejectValue("reason", "missing", "Say why: they are on holiday, they asked.");
        if (until == null || reason == null || errors.hasErrors()) return null;
        return new Choice.Snooze(until, reason);
    }

    private @Nullable Choice tier(Errors errors) {
        if (tier != null) return new Choice.MoveTo(tier);
        errors.rejectValue("tier", "missing", "Choose the tier it belongs to.");
        return null;
    }
}
