package app.touchline.partner;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.ContactEdit.Opened;
import app.touchline.partner.ContactEdit.Whose;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** Entering, editing, moving and archiving a contact. */
@Controller
class ContactController {

    private static final int NAMES_OFFERED = 500;

    private final ContactRecords records;
    private final ContactEdit edit;
    private final Partners partners;
    private final SettingsReader settings;
    private final Clock clock;

    ContactController(
            ContactRecords records, ContactEdit edit, Partners partners, SettingsReader settings, Clock clock) {
        this.records = records;
        this.edit = edit;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("roles")
    ContactRole[] roles() {
        return ContactRole.values();
    }

    @GetMapping("/partners/{partnerId}/contacts/new")
    String blank(@PathVariable long partnerId, @AuthenticationPrincipal SignedIn me, Model model) {
        allow(me);
        model.addAttribute("formKey", UUID.randomUUID());
        return form(blankAt(partnerId), ContactForm.blank(), new Problems(), model);
    }

    @PostMapping("/partners/{partnerId}/contacts/new")
    String add(
            @PathVariable long partnerId,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = ContactForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        model.addAttribute("formKey", key);
        try {
            edit.create(partnerId, form, key, me);
            Toast.say(redirect, form.get("name") + " is entered. Mailboxes are read again for the new addresses.");
            return "redirect:/partners/" + partnerId;
        } catch (Refused refused) {
            return invalid(blankAt(partnerId), form, Problems.of(refused), model, response);
        } catch (DataIntegrityViolationException sameMoment) {
            return invalid(blankAt(partnerId), form, Problems.of(Refused.atTheSameMoment()), model, response);
        }
    }

    @GetMapping("/contacts/{id}/edit")
    String edit(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        allow(me);
        var opened = opened(id);
        return form(opened.whose(), opened.form(), new Problems(), model);
    }

    @PostMapping("/contacts/{id}/edit")
    String change(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = ContactForm.sent(parameters);
        var whose = opened(id).whose();
        return switch (Saved.by(form, () -> edit.save(id, form, me))) {
            case Saved.Done done -> {
                Toast.say(redirect, done.words());
                yield "redirect:/partners/" + whose.partnerId();
            }
            case Saved.NotDone(var again, var problems) -> invalid(whose, again, problems, model, response);
        };
    }

    /** @param at where the contact was when the form was opened */
    @PostMapping("/contacts/{id}/move")
    String move(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(required = false) @Nullable Long at,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var opened = opened(id);
        var problems = new Problems();
        var day = problems.day("from", from);
        var to = partner.isBlank() ? Optional.<Partner>empty() : partners.named(partner.strip());
        if (to.isEmpty()) problems.add("partner", "There is no partner named “%s”.".formatted(partner.strip()));
        var here = opened.whose().partnerId();
        if (at != null && at != here) {
            if (to.filter(other -> other.id() == here).isPresent()) return "redirect:/partners/" + here;
            problems.add(
                    "partner",
                    "Meanwhile somebody moved this contact to %s; look again and save."
                            .formatted(opened.whose().partnerName()));
        }
        if (problems.none()) {
            try {
                records.moveTo(id, to.orElseThrow().id(), day, me);
                Toast.say(redirect, "Moved. Past touches follow within seconds; the partner's page says how many.");
                return "redirect:/partners/" + to.orElseThrow().id();
            } catch (Refused refused) {
                problems.add("from", refused.sentence());
            }
        }
        model.addAttribute("moveTo", partner);
        model.addAttribute("moveFrom", from);
        return invalid(opened.whose(), opened.form(), problems, model, response);
    }

    @PostMapping("/contacts/{id}/key")
    String key(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = opened(id).whose();
        records.makeKey(id, me);
        Toast.say(redirect, contact.name() + " is the key contact.");
        return "redirect:/partners/" + contact.partnerId();
    }

    @PostMapping("/contacts/{id}/archiving")
    String archive(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = opened(id).whose();
        records.archive(id, me);
        Toast.withUndo(redirect, contact.name() + " is archived.", "/contacts/" + id + "/restoration");
        return "redirect:/partners/" + contact.partnerId();
    }

    @PostMapping("/contacts/{id}/restoration")
    String restore(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = opened(id).whose();
        records.restore(id, me);
        Toast.say(redirect, contact.name() + " is back from the archive.");
        return "redirect:/partners/" + contact.partnerId();
    }

    private String invalid(Whose whose, EditForm form, Problems problems, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(whose, form, problems, model);
    }

    private String form(Whose whose, EditForm form, Problems problems, Model model) {
        model.addAttribute("whose", whose);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("today", settings.current().today(clock).toString());
        if (whose.id() != null)
            model.addAttribute(
                    "partnerNames",
                    partners.inProgramme().stream()
                            .map(Partner::name)
                            .limit(NAMES_OFFERED)
                            .toList());
        return "partner/contact";
    }

    private Whose blankAt(long partnerId) {
        return edit.blank(partnerId).orElseThrow(ContactController::notFound);
    }

    private Opened opened(long id) {
        return edit.open(id).orElseThrow(ContactController::notFound);
    }

    private static void allow(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
