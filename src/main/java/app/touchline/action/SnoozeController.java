package app.touchline.action;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.server.ResponseStatusException;

import app.touchline.partner.Refused;
import app.touchline.partner.Snoozes;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Nothing to do for a while: a partner snoozed until a day, for a reason. */
@Controller
class SnoozeController {

    private static final String TEMPLATE = "action/snooze";

    /** What it mostly is, offered to choose from; anything else is typed. */
    private static final List<String> REASONS = List.of("On holiday", "They asked us to wait");

    private final Snoozes snoozes;
    private final StepPage.Pages pages;
    private final Formats fmt;

    SnoozeController(Snoozes snoozes, StepPage.Pages pages, Formats fmt) {
        this.snoozes = snoozes;
        this.pages = pages;
        this.fmt = fmt;
    }

    record Form(
            @Nullable @NotNull(message = "Choose until when.")
            LocalDate until,

            @Nullable
            @NotBlank(message = "Say why: they are on holiday, they asked.")
            @Size(max = 500, message = "Use 500 characters or fewer.")
            String reason) {}

    @GetMapping("/partners/{id}/snooze")
    String form(@PathVariable long id, @ModelAttribute(name = "asked", binding = false) Asked asked) {
        fill(asked.model(), id);
        asked.model().addAttribute("form", new Form(pages.programmeToday().plusWeeks(1), ""));
        return asked.show(TEMPLATE);
    }

    @PostMapping("/partners/{id}/snooze")
    String snooze(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        fill(asked.model(), id);
        if (!errors.hasErrors() && form.until() != null && form.reason() != null) {
            try {
                var snooze = snoozes.snooze(id, form.until(), form.reason(), me);
                return asked.done(
                        pages.partner(id).name() + ": snoozed until " + fmt.weekday(form.until()) + ".",
                        "/partners/" + id + "/snooze/" + snooze + "/undo",
                        0);
            } catch (Refused refused) {
                errors.rejectValue(refused.field(), "refused", refused.sentence());
            }
        }
        return asked.again(TEMPLATE, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/partners/{id}/snooze/{snooze}/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable long snooze,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        return asked.say(
                snoozes.takeBack(id, snooze, me)
                        ? "Taken back: it is not snoozed."
                        : "Not taken back: it was changed since.");
    }

    @PostMapping("/partners/{id}/snooze/end")
    String end(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @ModelAttribute(name = "asked", binding = false) Asked asked) {
        return asked.say(
                snoozes.end(id, me, "") ? "The snooze is over: it is listed as before." : "It was not snoozed.");
    }

    private void fill(Model model, long partnerId) {
        model.addAttribute("partner", pages.partner(partnerId));
        model.addAttribute("today", pages.programmeToday());
        model.addAttribute("reasons", REASONS);
    }
}
