package app.touchline.action;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

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

import app.touchline.action.Action.Plan;
import app.touchline.team.Member;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** A new next step for a partner. */
@Controller
class ActionsController {

    private static final String TEMPLATE = "action/plan";

    private final NextSteps steps;
    private final StepPage.Pages pages;
    private final Formats fmt;
    private final Clock clock;

    ActionsController(NextSteps steps, StepPage.Pages pages, Formats fmt, Clock clock) {
        this.steps = steps;
        this.pages = pages;
        this.fmt = fmt;
        this.clock = clock;
    }

    record Form(
            @Nullable @NotNull(message = "Choose what kind of step it is.")
            ActionType type,

            @Nullable @NotNull(message = "Give it a date.") LocalDate due,

            @Nullable @Size(max = 500, message = "Use 500 characters or fewer.")
            String note,

            @Nullable @NotNull(message = "Choose who does it.")
            Long assignee,

            @Nullable UUID formKey) {}

    @GetMapping("/partners/{id}/actions/new")
    String form(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable ActionType type,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        var partner = pages.partner(id);
        var people = pages.people();
        var owner = partner.ownerId();
        var assignee = people.stream().map(Member::id).anyMatch(person -> owner != null && person.equals(owner))
                ? owner
                : Long.valueOf(me.id());
        var day = pages.workingDayFrom(me.today(clock));
        asked.model()
                .addAttribute(
                        "form",
                        new Form(type == null ? ActionType.FOLLOW_UP : type, day, "", assignee, UUID.randomUUID()));
        fill(asked.model(), partner);
        return asked.show(TEMPLATE);
    }

    @PostMapping("/partners/{id}/actions")
    String set(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var partner = pages.partner(id);
        check(form, errors);
        if (errors.hasErrors() || form.type() == null || form.due() == null || form.assignee() == null) {
            fill(asked.model(), partner);
            return asked.again(TEMPLATE, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var plan = new Plan(form.type(), form.note() == null ? "" : form.note(), form.due(), form.assignee());
        var outcome = steps.set(me, id, plan, form.formKey() == null ? UUID.randomUUID() : form.formKey());
        return asked.done(
                partner.name() + ": next step on "
                        + fmt.weekday(outcome.action().due()) + ".",
                "/actions/" + outcome.action().id() + "/withdrawal",
                0);
    }

    @PostMapping("/actions/{id}/withdrawal")
    String withdraw(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        var withdrawn = steps.withdraw(me, id);
        return asked.say(withdrawn ? "Taken back: that next step is gone." : "Nothing was changed.");
    }

    private void check(Form form, BindingResult errors) {
        var due = form.due();
        var assignee = form.assignee();
        if (due == null || assignee == null) return;
        var person = pages.people().stream()
                .filter(member -> member.id() == assignee)
                .findFirst();
        if (person.isEmpty()) errors.rejectValue("assignee", "unknown", "Choose somebody who works with partners.");
        else if (due.isBefore(LocalDate.ofInstant(clock.instant(), person.get().zone())))
            errors.rejectValue("due", "past", "Choose today or a later day.");
    }

    private void fill(Model model, PartnerInHand partner) {
        model.addAttribute("partner", partner);
        model.addAttribute("people", pages.people());
        model.addAttribute("types", ActionType.values());
    }
}
