package app.touchline.certification;

import java.time.Clock;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.AskedPartner;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** What one partner is certified for. */
@Controller
@RequestMapping("/partners/{id}/certifications")
class CertificationController {

    private final Certifications certifications;
    private final AskedPartner asked;
    private final SettingsReader settings;
    private final Clock clock;

    CertificationController(Certifications certifications, AskedPartner asked, SettingsReader settings, Clock clock) {
        this.certifications = certifications;
        this.asked = asked;
        this.settings = settings;
        this.clock = clock;
    }

    /** As it was typed. */
    record Typed(String product, String since, String until) {}

    @GetMapping
    String page(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        var today = settings.current().today(clock);
        return show(id, new Typed("", today.toString(), ""), new Problems(), me, model);
    }

    @PostMapping
    String note(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String product,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        asked.toPlace(id, me);
        var problems = new Problems();
        var first = problems.day("since", since);
        var last = problems.day("until", until);
        if (first == null && !problems.has("since")) problems.add("since", "Say from which day on.");
        if (problems.none() && first != null) {
            try {
                certifications.note(id, product, first, last, me);
                Toast.say(redirect, "Noted.");
                return "redirect:/partners/" + id + "/certifications";
            } catch (Refused refused) {
                problems.add(refused);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(id, new Typed(product, since, until), problems, me, model);
    }

    @PostMapping("/{certification}/removal")
    String remove(
            @PathVariable long id,
            @PathVariable long certification,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        certifications.remove(id, certification, me);
        Toast.say(redirect, "Removed. What was decided by it stays.");
        return "redirect:/partners/" + id + "/certifications";
    }

    private String show(long id, Typed typed, Problems problems, SignedIn me, Model model) {
        var partner = asked.of(id);
        model.addAttribute("partnerId", id);
        model.addAttribute("partnerName", partner.name());
        model.addAttribute("certifications", certifications.of(id));
        model.addAttribute("mayPlace", me.mayPlace(partner.ownerId()));
        model.addAttribute("today", settings.current().today(clock));
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "certification/certifications";
    }
}
