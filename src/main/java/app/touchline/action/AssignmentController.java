package app.touchline.action;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

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

    @GetMapping("/actions/{id}/assignment")
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
        model.addAttribute("people", pages.people());
        return new FormView(TEMPLATE, inPlace, response).show();
    }

    @PostMapping("/actions/{id}/assignment")
    String reassign(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam long to,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var step = pages.of(id, back, inPlace);
        return switch (steps.reassign(me, id, version, to)) {
            case Done(var action) -> {
                var undo = "/actions/" + id + "/assignment/" + step.assigneeId();
                Toast.withUndo(
                        redirect,
                        step.partner() + ": handed to " + nameOf(to) + ".",
                        Back.to(back).undo(undo, action.version()));
                yield Back.to(back).redirect();
            }
            case Already already -> nothingChanged(redirect, Back.to(back));
            case ChangedMeanwhile changed -> {
                model.addAttribute("step", step);
                model.addAttribute("people", pages.people());
                model.addAttribute("changed", true);
                yield new FormView(TEMPLATE, inPlace, response).again(HttpStatus.CONFLICT);
            }
        };
    }

    /** Hands it back, as the undo of a handing over asks. */
    @PostMapping("/actions/{id}/assignment/{to}")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable long to,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        Toast.say(
                redirect,
                switch (steps.reassign(me, id, version, to)) {
                    case Done done -> "Taken back: it is with " + nameOf(to) + " again.";
                    case Already already -> "Nothing was changed.";
                    case ChangedMeanwhile changed -> "Not taken back: it was changed since.";
                });
        return Back.to(back).redirect();
    }

    private String nameOf(long memberId) {
        return members.findById(memberId).map(Member::name).orElse("nobody");
    }

    private static String nothingChanged(RedirectAttributes redirect, Back back) {
        Toast.say(redirect, "Nothing was changed.");
        return back.redirect();
    }
}
