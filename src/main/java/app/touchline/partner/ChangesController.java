package app.touchline.partner;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.audit.AuditReader.Page;
import app.touchline.team.SignedIn;

/** Who changed what of a partner or a contact, newest first. */
@Controller
class ChangesController {

    private final ChangesReader changes;
    private final Partners partners;
    private final ContactEdit contacts;

    ChangesController(ChangesReader changes, Partners partners, ContactEdit contacts) {
        this.changes = changes;
        this.partners = partners;
        this.contacts = contacts;
    }

    @GetMapping("/partners/{id}/changes")
    String ofPartner(
            @PathVariable long id,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var partner = partners.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return page(id, partner.name(), partner.name(), changes.ofPartner(id, before), before, me, model);
    }

    @GetMapping("/contacts/{id}/changes")
    String ofContact(
            @PathVariable long id,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var whose = contacts.open(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .whose();
        return page(
                whose.partnerId(), whose.partnerName(), whose.name(), changes.ofContact(id, before), before, me, model);
    }

    private static String page(
            long partnerId, String partner, String of, Page page, long before, SignedIn me, Model model) {
        model.addAttribute("partnerId", partnerId);
        model.addAttribute("partnerName", partner);
        model.addAttribute("of", of);
        model.addAttribute("page", page);
        model.addAttribute("newest", before == Long.MAX_VALUE);
        model.addAttribute("zone", me.zone());
        return "partner/changes";
    }
}
