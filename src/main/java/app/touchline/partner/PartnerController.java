package app.touchline.partner;

import java.time.Clock;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** Entering, editing, moving and archiving a partner; its page itself is elsewhere. */
@Controller
@OffersPlaces
@RequestMapping("/partners")
class PartnerController {

    private final PartnerRecords records;
    private final PartnerEdit edit;
    private final AskedPartner asked;
    private final SettingsReader settings;
    private final Clock clock;

    PartnerController(
            PartnerRecords records, PartnerEdit edit, AskedPartner asked, SettingsReader settings, Clock clock) {
        this.records = records;
        this.edit = edit;
        this.asked = asked;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/new")
    String blank(@AuthenticationPrincipal SignedIn me, Model model) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer enters no partners");
        var own = me.is(Role.PARTNER_MANAGER) ? me.id() : null;
        return form(null, PartnerForm.blank(settings.current().today(clock), own), new Problems(), me, model);
    }

    @PostMapping("/new")
    String create(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = PartnerForm.sent(parameters);
        try {
            var id = edit.create(form, parameters.containsKey("freeMailToo"), me);
            Toast.say(redirect, form.get("name") + " is entered. Mailboxes are read again for it.");
            return "redirect:/partners/" + id;
        } catch (Refused refused) {
            return invalid(null, form, Problems.of(refused), me, model, response);
        } catch (DataIntegrityViolationException sameMoment) {
            return invalid(null, form, Problems.of(Refused.atTheSameMoment()), me, model, response);
        }
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        var partner = asked.of(id);
        return form(partner, edit.open(partner), new Problems(), me, model);
    }

    @PostMapping("/{id}/edit")
    String save(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = PartnerForm.sent(parameters);
        var partner = asked.of(id);
        return switch (Saved.by(form, () -> edit.save(id, form, parameters.containsKey("freeMailToo"), me))) {
            case Saved.Done done -> {
                Toast.say(redirect, done.words());
                yield "redirect:/partners/" + id;
            }
            case Saved.NotDone(var again, var problems) -> invalid(partner, again, problems, me, model, response);
        };
    }

    @PostMapping("/{id}/archiving")
    String archive(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var partner = asked.toPlace(id, me);
        records.archive(id, me);
        Toast.withUndo(redirect, partner.name() + " is archived.", "/partners/" + id + "/restoration");
        return "redirect:/partners/" + id;
    }

    @PostMapping("/{id}/restoration")
    String restore(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        asked.toPlace(id, me);
        try {
            records.restore(id, me);
            Toast.say(redirect, "Back from the archive.");
        } catch (Refused refused) {
            Toast.say(
                    redirect,
                    refused.sentence() + (refused.field().equals("partner") ? "" : " Rename one of the two first."));
        }
        return "redirect:/partners/" + id;
    }

    private String invalid(
            @Nullable Partner partner,
            EditForm form,
            Problems problems,
            SignedIn me,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(partner, form, problems, me, model);
    }

    private String form(@Nullable Partner partner, EditForm form, Problems problems, SignedIn me, Model model) {
        model.addAttribute("partnerId", partner == null ? null : partner.id());
        model.addAttribute("title", partner == null ? "New partner" : "Edit " + partner.name());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("mayPlace", partner == null || me.mayPlace(partner.ownerId()));
        model.addAttribute("mayInsist", me.is(Role.ADMIN) && problems.has("domains"));
        return "partner/form";
    }
}
