package app.touchline.action;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Somebody else does it: an action handed over. Its undo is the same with the former assignee. */
@Controller
class AssignmentController {

    private static final String TEMPLATE = "action/assignment";

    private final NextSteps steps;
    private final StepPage.Pages pages;
    private final Members members;

    AssignmentController(NextSteps steps, StepPage.Pages pages, Members members) {
        this.steps = steps;
        this.pages = pages;
        this.members = members;
    }

    /** @param to whom, by id, as sent */
    record Form(@Nullable String to, @Nullable Integer version) {

        /** Null where nobody was chosen. */
        @Nullable
        Long person() {
            return to != null && to.matches("\\d{1,18}") ? Long.valueOf(to) : null;
        }
    }

    @GetMapping("/actions/{id}/assignment")
    String form(@PathVariable long id, @ModelAttribute(name = "asked", binding = false) Asked asked) {
        var step = pages.of(id);
        if (!step.open()) return asked.nothingChanged();
        fill(asked.model(), step, new Form("" + step.assigneeId(), step.version()));
        return asked.show(TEMPLATE);
    }

    @PostMapping("/actions/{id}/assignment")
    String reassign(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked,
            @ModelAttribute("form") Form form,
            BindingResult errors) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var step = pages.of(id);
        fill(asked.model(), step, form);
        var to = form.person();
        if (to == null || !isAssignable(to)) {
            errors.rejectValue("to", "unknown", "Choose somebody who works with partners.");
            return asked.again(TEMPLATE, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (steps.reassign(me, id, form.version(), to)) {
            case Done(var action) ->
                asked.done(
                        step.partner() + ": handed to " + nameOf(to) + ".",
                        "/actions/" + id + "/assignment/" + step.assigneeId(),
                        action.version());
            case Already _ -> asked.say("Nothing was changed.");
            case ChangedMeanwhile _ -> asked.changedMeanwhile(TEMPLATE);
        };
    }

    /** Hands it back, as the undo of a handing over asks. */
    @PostMapping("/actions/{id}/assignment/{to}")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable long to,
            @RequestParam(required = false) @Nullable Integer version,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        return asked.say(
                switch (steps.reassign(me, id, version, to)) {
                    case Done _ -> "Taken back: it is with " + nameOf(to) + " again.";
                    case Already _ -> "Nothing was changed.";
                    case ChangedMeanwhile _ -> "Not taken back: it was changed since.";
                });
    }

    private void fill(Model model, StepPage step, Form form) {
        model.addAttribute("step", step);
        model.addAttribute("people", pages.people());
        model.addAttribute("form", form);
    }

    private boolean isAssignable(long memberId) {
        return pages.people().stream().anyMatch(person -> person.id() == memberId);
    }

    private String nameOf(long memberId) {
        return members.findById(memberId).map(Member::name).orElse("nobody");
    }
}
