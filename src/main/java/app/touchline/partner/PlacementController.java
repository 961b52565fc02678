package app.touchline.partner;

import java.time.Clock;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
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

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** Moving a partner to another tier, owner or status from a day on. */
@Controller
@OffersPlaces
@RequestMapping("/partners")
class PlacementController {

    private final PartnerRecords records;
    private final PartnerEdit edit;
    private final AskedPartner asked;
    private final SettingsReader settings;
    private final Clock clock;

    PlacementController(
            PartnerRecords records, PartnerEdit edit, AskedPartner asked, SettingsReader settings, Clock clock) {
        this.records = records;
        this.edit = edit;
        this.asked = asked;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/{id}/{what:tier|owner|status}")
    String move(@PathVariable long id, @PathVariable String what, @AuthenticationPrincipal SignedIn me, Model model) {
        var partner = asked.toPlace(id, me);
        return move(partner, what, now(partner, what), today(), new Problems(), model);
    }

    private String now(Partner partner, String what) {
        return edit.open(partner).get(field(what));
    }

    private static String field(String what) {
        return what.equals("status") ? "status" : what + "Id";
    }

    private String today() {
        return settings.current().today(clock).toString();
    }

    @PostMapping("/{id}/{what:tier|owner|status}")
    String move(
            @PathVariable long id,
            @PathVariable String what,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(name = EditForm.WAS + "to", required = false) @Nullable String was,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var partner = asked.toPlace(id, me);
        var problems = new Problems();
        if (on.isBlank()) problems.add("on", "Give the first day; today is " + today() + ".");
        var day = problems.day("on", on);
        var now = now(partner, what);
        if (was != null && !was.equals(now) && !to.equals(now))
            problems.add(
                    "to",
                    "Meanwhile somebody changed it to “%s”. What you chose is kept here; save again to put it in place."
                            .formatted(now.isEmpty() ? "nobody" : edit.inWords(field(what), now)));
        if (problems.none()) {
            try {
                switch (what) {
                    case "tier" -> records.moveTo(id, Long.parseLong(to), day, me);
                    case "owner" -> records.handTo(id, to.isBlank() ? null : Long.valueOf(to), day, me);
                    default -> records.setStatus(id, ProgrammeStatus.valueOf(to), day, me);
                }
                Toast.say(redirect, "Saved, from " + on + " on.");
                return "redirect:/partners/" + id;
            } catch (Refused refused) {
                problems.add(refused.field().endsWith("Since") ? "on" : "to", refused.sentence());
            } catch (OptimisticLockingFailureException sameMoment) {
                problems.add("to", "Somebody changed this partner at the same moment; look again and save.");
            } catch (IllegalArgumentException unknown) {
                problems.add("to", "Choose one from the list.");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return move(partner, what, to, on, problems, model);
    }

    private String move(Partner partner, String what, String to, String on, Problems problems, Model model) {
        model.addAttribute("partnerId", partner.id());
        model.addAttribute("partnerName", partner.name());
        model.addAttribute("what", what);
        model.addAttribute("to", to);
        model.addAttribute("was", now(partner, what));
        model.addAttribute("on", on);
        model.addAttribute("problems", problems);
        return "partner/move";
    }
}
