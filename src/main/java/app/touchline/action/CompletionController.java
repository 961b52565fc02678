package app.touchline.action;

import java.time.LocalDate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.action.Action.Plan;
import app.touchline.action.NextSteps.Completion;
import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Done: what happened, and what comes next. */
@Controller
class CompletionController {

    private static final String TEMPLATE = "action/completion";

    private final NextSteps steps;
    private final StepPage.Pages pages;
    private final Formats fmt;

    CompletionController(NextSteps steps, StepPage.Pages pages, Formats fmt) {
        this.steps = steps;
        this.pages = pages;
        this.fmt = fmt;
    }

    /** @param nextType null for no next step; then the other two say nothing */
    record Form(
            @Nullable @Size(max = 2000, message = "Use 2,000 characters or fewer.")
            String outcome,

            @Nullable ActionType nextType,
            @Nullable LocalDate nextDue,

            @Nullable @Size(max = 500, message = "Use 500 characters or fewer.")
            String nextNote,

            @Nullable Integer version) {

        @Nullable
        Plan next(long assigneeId) {
            if (nextType == null || nextDue == null) return null;
            return new Plan(nextType, nextNote == null ? "" : nextNote, nextDue, assigneeId);
        }

        void check(StepPage step, Errors errors) {
            if (step.closesByItself() && (outcome == null || outcome.isBlank()))
                errors.rejectValue(
                        "outcome",
                        "missing",
                        "Say why. The next counted touch with them closes it by itself; by hand it needs a reason.");
            check(step.today(), errors);
        }

        private void check(LocalDate today, Errors errors) {
            if (nextType == null || errors.hasFieldErrors("nextDue")) return;
            if (nextDue == null)
                errors.rejectValue("nextDue", "missing", "Give the next step a date, or choose “No next step”.");
            else if (nextDue.isBefore(today)) errors.rejectValue("nextDue", "past", "Choose today or a later day.");
        }
    }

    @GetMapping("/actions/{id}/completion")
    String form(@PathVariable long id, @ModelAttribute(name = "asked", binding = false) Asked asked) {
        var step = pages.of(id);
        if (!step.open()) return asked.nothingChanged();
        asked.model().addAttribute("step", step);
        asked.model().addAttribute("form", new Form("", ActionType.FOLLOW_UP, step.nextDate(), "", step.version()));
        return asked.show(TEMPLATE);
    }

    @PostMapping("/actions/{id}/completion")
    String complete(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var step = pages.of(id);
        form.check(step, errors);
        asked.model().addAttribute("step", step);
        if (errors.hasErrors()) return asked.again(TEMPLATE, HttpStatus.UNPROCESSABLE_CONTENT);
        var next = form.next(step.assigneeId());
        var outcome = form.outcome() == null ? "" : form.outcome();
        return switch (steps.complete(me, id, form.version(), new Completion(outcome, next))) {
            case Done(var action) ->
                asked.done(
                        "Done with " + step.partner() + ". " + then(next),
                        "/actions/" + id + "/completion/undo",
                        action.version());
            case Already _ -> asked.nothingChanged();
            case ChangedMeanwhile _ -> asked.changedMeanwhile(TEMPLATE);
        };
    }

    @PostMapping("/actions/{id}/completion/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        return asked.say(
                switch (steps.takeBackCompletion(me, id, version)) {
                    case Done _ -> "Taken back: it is open again.";
                    case Already _ -> "It is open already. Nothing was changed.";
                    case ChangedMeanwhile _ -> "Not taken back: it, or the next step set with it, was changed since.";
                });
    }

    private String then(@Nullable Plan next) {
        return next == null ? "No next step is set." : "Next step on " + fmt.weekday(next.due()) + ".";
    }
}
