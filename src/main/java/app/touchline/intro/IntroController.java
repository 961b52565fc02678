package app.touchline.intro;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.AskedPartner;
import app.touchline.partner.Partner;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.partner.Saved;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.InPlace;
import app.touchline.web.Toast;

/** Noting, correcting and removing intros, from the page of their partner. */
@Controller
class IntroController {

    private static final String TEMPLATE = "intro/intro";

    private final IntroRecords records;
    private final IntroEdit edit;
    private final Intros intros;
    private final IntroReader reader;
    private final AskedPartner asked;
    private final SettingsReader settings;
    private final Clock clock;

    IntroController(
            IntroRecords records,
            IntroEdit edit,
            Intros intros,
            IntroReader reader,
            AskedPartner asked,
            SettingsReader settings,
            Clock clock) {
        this.records = records;
        this.edit = edit;
        this.intros = intros;
        this.reader = reader;
        this.asked = asked;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/partners/{id}/intros/new")
    String blank(@PathVariable long id, @AuthenticationPrincipal SignedIn me, InPlace inPlace, Model model) {
        allow(me);
        fill(asked.of(id), null, IntroForm.blank(settings.current().today(clock)), new Problems(), model);
        model.addAttribute("formKey", UUID.randomUUID());
        return inPlace.show(TEMPLATE);
    }

    @PostMapping("/partners/{id}/intros")
    String note(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model,
            RedirectAttributes redirect) {
        var partner = asked.of(id);
        var form = IntroForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        try {
            records.note(id, IntroForm.told(form), key, me);
            Toast.say(redirect, "Noted: the intro to " + form.get("account") + ".");
            return back(id);
        } catch (Refused refused) {
            fill(partner, null, form, Problems.of(refused), model);
            model.addAttribute("formKey", key);
            return inPlace.again(TEMPLATE);
        }
    }

    @GetMapping("/intros/{id}/edit")
    String open(@PathVariable long id, @AuthenticationPrincipal SignedIn me, InPlace inPlace, Model model) {
        allow(me);
        var intro = intro(id);
        fill(asked.of(intro.partnerId()), intro, IntroForm.of(intro), new Problems(), model);
        return inPlace.show(TEMPLATE);
    }

    @PostMapping("/intros/{id}/edit")
    String correct(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model,
            RedirectAttributes redirect) {
        var intro = intro(id);
        var partner = asked.of(intro.partnerId());
        var form = IntroForm.sent(parameters);
        return switch (Saved.by(form, () -> edit.save(id, form, me))) {
            case Saved.Done done -> {
                Toast.say(redirect, done.words());
                yield back(partner.id());
            }
            case Saved.NotDone(var again, var problems) -> {
                fill(partner, intro, again, problems, model);
                yield inPlace.again(TEMPLATE);
            }
        };
    }

    @PostMapping("/intros/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var intro = intro(id);
        records.remove(id, me);
        Toast.withUndo(
                redirect,
                "The intro to " + intro.account() + " is removed and counts no more.",
                "/intros/" + id + "/restoration");
        return back(intro.partnerId());
    }

    @PostMapping("/intros/{id}/restoration")
    String restore(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var intro = intro(id);
        records.restore(id, me);
        Toast.say(redirect, "The intro to " + intro.account() + " is back.");
        return back(intro.partnerId());
    }

    private void fill(Partner partner, @Nullable Intro intro, EditForm form, Problems problems, Model model) {
        model.addAttribute("partnerId", partner.id());
        model.addAttribute("partnerName", partner.name());
        model.addAttribute("introId", intro == null ? null : intro.id());
        model.addAttribute("introducers", reader.introducers(partner.id(), intro == null ? null : intro.contactId()));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("today", settings.current().today(clock).toString());
    }

    private static void allow(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }

    private Intro intro(long id) {
        return intros.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String back(long partnerId) {
        return "redirect:/partners/%d#intros".formatted(partnerId);
    }
}
