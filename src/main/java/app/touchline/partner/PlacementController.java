package app.touchline.partner;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Moving a partner to another tier, owner or status from a day on. */
@Controller
@RequestMapping("/partners")
class PlacementController {

    private final PartnerRecords records;
    private final PartnerEdit edit;
    private final Partners partners;
    private final Tiers tiers;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    PlacementController(
            PartnerRecords records,
            PartnerEdit edit,
            Partners partners,
            Tiers tiers,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.records = records;
        this.edit = edit;
        this.partners = partners;
        this.tiers = tiers;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("tiers")
    List<Tier> tiers() {
        return tiers.inUse();
    }

    @ModelAttribute("owners")
    List<Member> owners() {
        return members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.roles().stream().anyMatch(role -> role != Role.VIEWER))
                .toList();
    }

    @ModelAttribute("statuses")
    ProgrammeStatus[] statuses() {
        return ProgrammeStatus.values();
    }

    @ModelAttribute("today")
    String today() {
        return settings.current().today(clock).toString();
    }

    @GetMapping("/{id}/{what:tier|owner|status}")
    String move(@PathVariable long id, @PathVariable String what, @AuthenticationPrincipal SignedIn me, Model model) {
        var partner = placed(id, me);
        var form = edit.open(partner);
        return move(
                partner,
                what,
                form.get(what.equals("status") ? "status" : what + "Id"),
                today(),
                new Problems(),
                model);
    }

    @PostMapping("/{id}/{what:tier|owner|status}")
    String move(
            @PathVariable long id,
            @PathVariable String what,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String on,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var partner = placed(id, me);
        var problems = new Problems();
        if (on.isBlank()) problems.add("on", "Give the first day; today is " + today() + ".");
        var day = problems.day("on", on);
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

    private Partner placed(long id, SignedIn me) {
        var partner = partners.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        return partner;
    }

    private static String move(Partner partner, String what, String to, String on, Problems problems, Model model) {
        model.addAttribute("partnerId", partner.id());
        model.addAttribute("partnerName", partner.name());
        model.addAttribute("what", what);
        model.addAttribute("to", to);
        model.addAttribute("on", on);
        model.addAttribute("problems", problems);
        return "partner/move";
    }
}
