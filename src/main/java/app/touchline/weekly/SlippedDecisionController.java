package app.touchline.weekly;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
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

import app.touchline.partner.Refused;
import app.touchline.reading.Decision.Kind;
import app.touchline.reading.DecisionOutcome.Decided;
import app.touchline.reading.DecisionOutcome.DecidedMeanwhile;
import app.touchline.reading.DecisionOutcome.NoLongerPossible;
import app.touchline.reading.Decisions;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** A decision about a partner in a weekly read: its form, making it, taking it back; and several at once. */
@Controller
class SlippedDecisionController {

    private static final String TEMPLATE = "weekly/decision";

    private final Decisions decisions;
    private final DecisionPage.Pages pages;

    SlippedDecisionController(Decisions decisions, DecisionPage.Pages pages) {
        this.decisions = decisions;
        this.pages = pages;
    }

    @InitBinder
    void dates(WebDataBinder binder) {
        binder.registerCustomEditor(LocalDate.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                try {
                    setValue(LocalDate.parse(text.strip()));
                } catch (DateTimeException notADate) {
                    setValue(null); // the form then asks for one
                }
            }
        });
    }

    @GetMapping("/weekly/reads/{id}/partners/{partner}/{kind:recovery|snooze|tier|pause}")
    String form(
            @PathVariable long id,
            @PathVariable long partner,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable Long seen,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response,
            Model model) {
        var page = pages.of(id, partner, kind(kind), inPlace);
        model.addAttribute("decision", page);
        model.addAttribute("form", DecisionForm.empty(page.owner(), page.proposed(), seen));
        return show(inPlace, response);
    }

    @PostMapping("/weekly/reads/{id}/partners/{partner}/{kind:recovery|snooze|tier|pause}")
    String decide(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable long partner,
            @PathVariable String kind,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            @ModelAttribute("form") DecisionForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        var page = pages.of(id, partner, kind(kind), inPlace);
        model.addAttribute("decision", page);
        var choice = form.choice(page.kind(), page.today(), errors);
        if (choice == null) return again(inPlace, HttpStatus.UNPROCESSABLE_CONTENT, response);
        try {
            switch (decisions.decide(id, partner, choice, form.seen(), form.batchOrNew(), me)) {
                case Decided(var made) ->
                    Toast.withUndo(
                            redirect,
                            page.partner() + ": " + made.sentence() + ".",
                            "/weekly/reads/" + id + "/decisions/" + made.batch() + "/undo");
                case DecidedMeanwhile(var standing) ->
                    Toast.say(
                            redirect,
                            "%s has decided about %s meanwhile: %s. Nothing was changed."
                                    .formatted(standing.by(), page.partner(), standing.sentence()));
                case NoLongerPossible(var why) -> Toast.say(redirect, why);
            }
        } catch (Refused refused) {
            errors.rejectValue(DecisionPage.field(refused.field()), "refused", refused.sentence());
            return again(inPlace, HttpStatus.UNPROCESSABLE_CONTENT, response);
        }
        return back(id);
    }

    /** Several at once: a recovery touch for each, by the chosen person or each partner's owner. */
    @PostMapping("/weekly/reads/{id}/recovery")
    String assign(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable List<Long> partner,
            @ModelAttribute("form") DecisionForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (errors.getTarget() == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        form.checkDue(pages.today(), errors);
        if (partner == null || partner.isEmpty()) Toast.say(redirect, "Choose partners first: x on a row, or its box.");
        else if (errors.hasErrors() || form.due() == null)
            Toast.say(redirect, "Nothing was assigned: give it a date, today or later.");
        else {
            var done = pages.assign(id, partner, form, me);
            if (done.assigned() == 0) Toast.say(redirect, done.words());
            else
                Toast.withUndo(
                        redirect, done.words(), "/weekly/reads/" + id + "/decisions/" + form.batchOrNew() + "/undo");
        }
        return back(id);
    }

    @PostMapping("/weekly/reads/{id}/decisions/{batch}/undo")
    String undo(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @PathVariable UUID batch,
            @RequestParam(required = false) @Nullable Long partner,
            RedirectAttributes redirect) {
        var taken = decisions.takeBack(id, batch, partner, me);
        Toast.say(
                redirect,
                taken == 0
                        ? "Not taken back: it was changed since, or the read is closed."
                        : taken == 1 ? "Taken back: no decision yet." : taken + " decisions taken back.");
        return back(id);
    }

    private static String back(long id) {
        return "redirect:/weekly/reads/" + id + "?step=slipped";
    }

    private static Kind kind(String code) {
        return switch (code) {
            case "recovery" -> Kind.RECOVERY;
            case "snooze" -> Kind.SNOOZE;
            case "tier" -> Kind.TIER;
            default -> Kind.PAUSE;
        };
    }

    private static String show(boolean inPlace, HttpServletResponse response) {
        response.addHeader("Vary", "HX-Request");
        return inPlace ? TEMPLATE + " :: form" : TEMPLATE;
    }

    private static String again(boolean inPlace, HttpStatus status, HttpServletResponse response) {
        response.setStatus(status.value());
        if (inPlace) {
            response.addHeader("HX-Retarget", "#step-form");
            response.addHeader("HX-Reswap", "outerHTML");
            response.addHeader("HX-Reselect", "#step-form");
        }
        return show(inPlace, response);
    }
}
