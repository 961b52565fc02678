package app.touchline.action;

import java.time.LocalDate;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.action.Action.Plan;
import app.touchline.action.NextSteps.Completion;
import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;
import app.touchline.web.Toast;

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

    @InitBinder
    void dates(WebDataBinder binder) {
        binder.registerCustomEditor(LocalDate.class, new DateTyped());
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

        void check(LocalDate today, Errors errors) {
            if (nextType == null || errors.hasFieldErrors("nextDue")) return;
            if (nextDue == null)
                errors.rejectValue("nextDue", "missing", "Give the next step a date, or choose “No next step”.");
            else if (nextDue.isBefore(today)) errors.rejectValue("nextDue", "past", "Choose today or a later day.");
        }
    }

    @GetMapping("/actions/{id}/completion")
    String form(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var step = pages.of(id, back, inPlace);
        if (!step.open()) return done(redirect, Back.to(back));
        model.addAttribute("step", step);
        model.addAttribute("form", new Form("", ActionType.FOLLOW_UP, step.nextDate(), "", step.version()));
        return new FormView(TEMPLATE, inPlace, response).show();
    }

    @PostMapping("/actions/{id}/completion")
    String complete(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var step = pages.of(id, back, inPlace);
        form.check(step.today(), errors);
        var view = new FormView(TEMPLATE, inPlace, response);
        model.addAttribute("step", step);
        if (errors.hasErrors()) return view.again(HttpStatus.UNPROCESSABLE_CONTENT);
        var next = form.next(step.assigneeId());
        var outcome = form.outcome() == null ? "" : form.outcome();
        return switch (steps.complete(me, id, form.version(), new Completion(outcome, next))) {
            case Done(var action) -> {
                var then = next == null ? "No next step is set." : "Next step on " + fmt.weekday(next.due()) + ".";
                Toast.withUndo(
                        redirect,
                        "Done with " + step.partner() + ". " + then,
                        Back.to(back).undo("/actions/" + id + "/completion/undo", action.version()));
                yield Back.to(back).redirect();
            }
            case Already already -> done(redirect, Back.to(back));
            case ChangedMeanwhile changed -> {
                model.addAttribute("changed", true);
                yield view.again(HttpStatus.CONFLICT);
            }
        };
    }

    @PostMapping("/actions/{id}/completion/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        Toast.say(
                redirect,
                switch (steps.takeBackCompletion(me, id, version)) {
                    case Done done -> "Taken back: it is open again.";
                    case Already already -> "It is open already. Nothing was changed.";
                    case ChangedMeanwhile changed ->
                        "Not taken back: it, or the next step set with it, was changed since.";
                });
        return Back.to(back).redirect();
    }

    private static String done(RedirectAttributes redirect, Back back) {
        Toast.say(redirect, "That was done already. Nothing was changed.");
        return back.redirect();
    }
}
