package app.touchline.touch;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.PartnerParts;
import app.touchline.partner.PartnerReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The form with which a call or a meeting is noted that no mailbox could see. */
@Controller
class HandNoteController {

    private final HandNotes notes;
    private final PartnerReader partners;
    private final SettingsReader settings;
    private final Clock clock;

    HandNoteController(HandNotes notes, PartnerReader partners, SettingsReader settings, Clock clock) {
        this.notes = notes;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/partners/{id}/touches/new")
    String blank(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        return form(partner(id, me), HandNoteForm.blank(clock.instant(), me.zone()), Map.of(), model);
    }

    @PostMapping("/partners/{id}/touches")
    String note(
            @PathVariable long id,
            @ModelAttribute HandNoteForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var partner = partner(id, me);
        var checked = form.check(id, partner.contacts(), clock.instant(), me.zone(), keptFrom());
        if (checked.note() == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(partner, form, checked.problems(), model);
        }
        var touch = notes.note(checked.note(), form.formKey() == null ? UUID.randomUUID() : form.formKey(), me);
        Toast.withUndo(
                redirect,
                checked.note().kind().words() + " noted: it counts.",
                "/touches/%d/discard?partner=%d".formatted(touch, id));
        return "redirect:/partners/" + id + "#touch-" + touch;
    }

    private @Nullable LocalDate keptFrom() {
        var programme = settings.current();
        return programme.keptFrom(programme.today(clock));
    }

    private PartnerParts partner(long id, SignedIn me) {
        return partners.parts(id, me)
                .filter(parts -> !parts.archived())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String form(PartnerParts partner, HandNoteForm form, Map<String, String> problems, Model model) {
        model.addAttribute("partner", partner);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", List.of(HandNote.Kind.values()));
        return "touch/note";
    }
}
