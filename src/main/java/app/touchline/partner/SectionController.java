package app.touchline.partner;

import java.util.Map;

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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.InPlace;
import app.touchline.web.Toast;

/** Editing one section of a partner's page in place. */
@Controller
@RequestMapping("/partners/{id}/sections/{code}")
class SectionController {

    private static final String TEMPLATE = "partner/section";

    private final SectionEdit edit;
    private final SectionForm.Maker forms;
    private final AskedPartner asked;

    SectionController(SectionEdit edit, SectionForm.Maker forms, AskedPartner asked) {
        this.edit = edit;
        this.forms = forms;
        this.asked = asked;
    }

    @GetMapping
    String open(
            @PathVariable long id,
            @PathVariable String code,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model) {
        var section = section(code);
        var partner = partner(id, section, me);
        fill(partner, section, edit.open(id, section), new Problems(), model);
        return inPlace.show(TEMPLATE);
    }

    @PostMapping
    String save(
            @PathVariable long id,
            @PathVariable String code,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model,
            RedirectAttributes redirect) {
        var section = section(code);
        var partner = partner(id, section, me);
        var form = EditForm.sent(section.fields(), parameters);
        return switch (Saved.by(form, () -> edit.save(id, section, form, me))) {
            case Saved.Done done -> {
                Toast.say(redirect, done.words());
                yield "redirect:/partners/%d#%s".formatted(id, section.code());
            }
            case Saved.NotDone(var again, var problems) -> {
                fill(partner, section, again, problems, model);
                yield inPlace.again(TEMPLATE);
            }
        };
    }

    private void fill(Partner partner, Section section, EditForm form, Problems problems, Model model) {
        model.addAttribute("section", forms.of(partner, section, form.get("typeId")));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
    }

    private static Section section(String code) {
        return Section.coded(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Partner partner(long id, Section section, SignedIn me) {
        var partner = asked.of(id);
        var may = section.isForEverybody() ? me.worksWithPartners() : me.mayPlace(partner.ownerId());
        if (!may) throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        return partner;
    }
}
