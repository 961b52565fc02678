package app.touchline.partner;

import jakarta.servlet.http.HttpServletResponse;

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

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The email domains of a partner. */
@Controller
@RequestMapping("/partners")
class DomainsController {

    private final PartnerRecords records;
    private final Partners partners;
    private final PartnerReader reader;

    DomainsController(PartnerRecords records, Partners partners, PartnerReader reader) {
        this.records = records;
        this.partners = partners;
        this.reader = reader;
    }

    @GetMapping("/{id}/domains")
    String domains(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        return domains(id, "", new Problems(), me, model);
    }

    @PostMapping("/{id}/domains")
    String addDomain(
            @PathVariable long id,
            @RequestParam String domain,
            @RequestParam(defaultValue = "false") boolean freeMailToo,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        placed(id, me);
        try {
            var others = records.addDomain(id, domain, freeMailToo, me);
            Toast.say(
                    redirect,
                    others.isEmpty()
                            ? "Added. Mailboxes are read again for it."
                            : "Added, though %s has it too: mail matched by it alone now waits for review."
                                    .formatted(others.getFirst().name()));
            return "redirect:/partners/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return domains(id, domain, Problems.of(refused), me, model);
        }
    }

    @PostMapping("/{id}/domains/removal")
    String removeDomain(
            @PathVariable long id,
            @RequestParam String domain,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        placed(id, me);
        records.removeDomain(id, domain, me);
        Toast.say(redirect, domain + " is removed. Touches matched by it alone go with it within seconds.");
        return "redirect:/partners/" + id;
    }

    private Partner placed(long id, SignedIn me) {
        var partner = partners.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        return partner;
    }

    private String domains(long id, String typed, Problems problems, SignedIn me, Model model) {
        var parts = reader.parts(id, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("parts", parts);
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        model.addAttribute("mayInsist", me.is(Role.ADMIN) && problems.has("domains"));
        return "partner/domains";
    }
}
