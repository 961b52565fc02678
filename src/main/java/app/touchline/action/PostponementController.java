package app.touchline.action;

import java.time.LocalDate;

import jakarta.servlet.http.HttpServletResponse;

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

import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;
import app.touchline.web.Toast;

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

    @InitBinder
    void dates(WebDataBinder binder) {
        binder.registerCustomEditor(LocalDate.class, new DateTyped());
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
    String form(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var step = pages.of(id, back, inPlace);
        if (!step.open()) return nothingChanged(redirect, Back.to(back));
        model.addAttribute("step", step);
        model.addAttribute("form", new Form(step.offers().getFirst().day(), null, step.version()));
        return new FormView(TEMPLATE, inPlace, response).show();
    }

    @PostMapping("/actions/{id}/postponement")
    String postpone(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var step = pages.of(id, back, inPlace);
        var view = new FormView(TEMPLATE, inPlace, response);
        model.addAttribute("step", step);
        form.check(step, fmt, errors);
        var to = form.chosen();
        if (errors.hasErrors() || to == null) return view.again(HttpStatus.UNPROCESSABLE_CONTENT);
        return switch (steps.postpone(me, id, form.version(), to)) {
            case Done(var action) -> {
                Toast.withUndo(
                        redirect,
                        step.partner() + ": postponed to " + fmt.weekday(action.due()) + ".",
                        Back.to(back).undo("/actions/" + id + "/postponement/undo", action.version()));
                yield Back.to(back).redirect();
            }
            case Already already -> nothingChanged(redirect, Back.to(back));
            case ChangedMeanwhile changed -> {
                model.addAttribute("changed", true);
                yield view.again(HttpStatus.CONFLICT);
            }
        };
    }

    @PostMapping("/actions/{id}/postponement/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        Toast.say(
                redirect,
                switch (steps.takeBackPostponement(me, id, version)) {
                    case Done(var action) -> "Taken back: due on " + fmt.weekday(action.due()) + " again.";
                    case Already already -> "Nothing was changed: it is not postponed.";
                    case ChangedMeanwhile changed -> "Not taken back: it was changed since.";
                });
        return Back.to(back).redirect();
    }

    private static String nothingChanged(RedirectAttributes redirect, Back back) {
        Toast.say(redirect, "That was done already. Nothing was changed.");
        return back.redirect();
    }
}
