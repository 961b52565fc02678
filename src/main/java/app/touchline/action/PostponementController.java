package app.touchline.action;

import java.time.LocalDate;

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

import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Not today: a later date for an action. */
@Controller
class PostponementController {

    private static final String TEMPLATE = "action/postponement";

    private final NextSteps steps;
    private final StepPage.Pages pages;
    private final Formats fmt;

    PostponementController(NextSteps steps, StepPage.Pages pages, Formats fmt) {
        this.steps = steps;
        this.pages = pages;
        this.fmt = fmt;
    }

    /** @param offered one of the dates offered as a button; wins over the date in the field */
    record Form(
            @Nullable LocalDate to,
            @Nullable LocalDate offered,
            @Nullable Integer version) {

        @Nullable
        LocalDate chosen() {
            return offered != null ? offered : to;
        }

        void check(StepPage step, Formats fmt, Errors errors) {
            if (errors.hasErrors()) return;
            var chosen = chosen();
            var seen = version == null || version == step.version();
            if (chosen == null) errors.rejectValue("to", "missing", "Choose the new date.");
            else if (chosen.isBefore(step.today())) errors.rejectValue("to", "past", "Choose today or a later day.");
            else if (seen && !chosen.isAfter(step.due()))
                errors.rejectValue(
                        "to", "early", "Choose a day after " + fmt.weekday(step.due()) + ", the date it has.");
        }
    }

    @GetMapping("/actions/{id}/postponement")
    String form(@PathVariable long id, @ModelAttribute(name = "asked", binding = false) Asked asked) {
        var step = pages.of(id);
        if (!step.open()) return asked.nothingChanged();
        asked.model().addAttribute("step", step);
        asked.model().addAttribute("form", new Form(step.offers().getFirst().day(), null, step.version()));
        return asked.show(TEMPLATE);
    }

    @PostMapping("/actions/{id}/postponement")
    String postpone(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked,
            @ModelAttribute("form") Form form,
            BindingResult errors) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var step = pages.of(id);
        asked.model().addAttribute("step", step);
        form.check(step, fmt, errors);
        var to = form.chosen();
        if (errors.hasErrors() || to == null) return asked.again(TEMPLATE, HttpStatus.UNPROCESSABLE_CONTENT);
        return switch (steps.postpone(me, id, form.version(), to)) {
            case Done(var action) ->
                asked.done(
                        step.partner() + ": postponed to " + fmt.weekday(action.due()) + ".",
                        "/actions/" + id + "/postponement/undo",
                        action.version());
            case Already _ -> asked.nothingChanged();
            case ChangedMeanwhile _ -> asked.changedMeanwhile(TEMPLATE);
        };
    }

    @PostMapping("/actions/{id}/postponement/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        return asked.say(
                switch (steps.takeBackPostponement(me, id, version)) {
                    case Done(var action) -> "Taken back: due on " + fmt.weekday(action.due()) + " again.";
                    case Already _ -> "Nothing was changed: it is not postponed.";
                    case ChangedMeanwhile _ -> "Not taken back: it was changed since.";
                });
    }
}
