package app.touchline.handover;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Refused;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The page on which what a person looks after goes to others. */
@Controller
class HandoverController {

    /** Kinds of things that may be refused to somebody by those who keep them. */
    private static final Set<String> KINDS = Set.of("deals", "delegations", "appeals");

    private final EstateReader reader;
    private final Handover handover;
    private final Members members;

    HandoverController(EstateReader reader, Handover handover, Members members) {
        this.reader = reader;
        this.handover = handover;
        this.members = members;
    }

    @GetMapping("/admin/people/{id}/handover")
    String asked(@PathVariable long id, Model model) {
        return page(estate(id), new HandoverForm(Map.of()), Map.of(), model);
    }

    @PostMapping("/admin/people/{id}/handover")
    String give(
            @PathVariable long id,
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var estate = estate(id);
        var form = new HandoverForm(sent);
        var checked = form.check(estate, takers(id));
        var problems = checked.problems();
        if (problems.isEmpty()) {
            try {
                handover.give(estate, checked, me);
                Toast.say(redirect, "All that %s looked after is in other hands.".formatted(estate.name()));
                return "redirect:/admin/people/" + id;
            } catch (Refused refused) {
                problems = Map.of(KINDS.contains(refused.field()) ? refused.field() : "partners", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(estate, form, problems, model);
    }

    private Estate estate(long memberId) {
        return reader.of(memberId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Whoever works with partners and stays. */
    private Takers takers(long leaving) {
        return new Takers(members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.id() != leaving && member.signedIn().worksWithPartners())
                .toList());
    }

    private String page(Estate estate, HandoverForm form, Map<String, String> problems, Model model) {
        model.addAttribute("estate", estate);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("takers", takers(estate.memberId()));
        return "handover/handover";
    }
}
