package app.touchline.merging;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

import app.touchline.merging.Merger.Side;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerMerging;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Merging a partner into another one: first which, then what will happen, then it does. */
@Controller
class MergerController {

    private final MergerReader reader;
    private final PartnerMerging merging;
    private final Partners partners;

    MergerController(MergerReader reader, PartnerMerging merging, Partners partners) {
        this.reader = reader;
        this.merging = merging;
        this.partners = partners;
    }

    /** @param into the other one's name */
    @GetMapping("/partners/{id}/merger")
    String shown(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String into,
            Model model,
            HttpServletResponse response) {
        var away = away(id);
        if (into.isBlank()) return page(away, into, null, model);
        var other = partners.named(into.strip())
                .map(Partner::id)
                .flatMap(reader::side)
                .orElse(null);
        var problem = other == null
                ? "There is no partner named “%s”.".formatted(into.strip())
                : other.id() == id ? "That is the same partner; choose the other one." : null;
        if (problem != null || other == null) return refused(away, into, String.valueOf(problem), model, response);
        model.addAttribute("merger", reader.merger(away, other));
        return page(away, into, null, model);
    }

    @PostMapping("/partners/{id}/merger")
    String merge(
            @PathVariable long id,
            @RequestParam long into,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var away = away(id);
        try {
            merging.merge(id, into, me);
        } catch (Refused refused) {
            return refused(away, "", refused.sentence(), model, response);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            return refused(
                    away,
                    "",
                    "Somebody changed one of the two at the same moment. Nothing was merged; look again.",
                    model,
                    response);
        }
        Toast.say(
                redirect, "%s is one with this partner now. Its touches follow within seconds.".formatted(away.name()));
        return "redirect:/partners/" + into;
    }

    private Side away(long id) {
        return reader.side(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String refused(Side away, String into, String problem, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(away, into, problem, model);
    }

    private String page(Side away, String into, @Nullable String problem, Model model) {
        model.addAttribute("away", away);
        model.addAttribute("into", into);
        model.addAttribute("problem", problem);
        model.addAttribute("names", reader.namesBut(away.id()));
        return "merging/merger";
    }
}
