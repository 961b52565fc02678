package app.touchline.partner;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

@Controller
class ContactController {

    private final ContactRecords records;
    private final Contacts contacts;
    private final Partners partners;
    private final SettingsReader settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContactController(
            ContactRecords records,
            Contacts contacts,
            Partners partners,
            SettingsReader settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.records = records;
        this.contacts = contacts;
        this.partners = partners;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the form of a contact shows. */
    record ContactForm(
            @Nullable Long id,
            long partnerId,
            String partnerName,
            boolean archived,
            String name,
            String role,
            String chatHandle,
            String addresses,
            String since) {

        ContactForm with(String newName, String newRole, String newChatHandle, String newAddresses, String newSince) {
            return new ContactForm(
                    id, partnerId, partnerName, archived, newName, newRole, newChatHandle, newAddresses, newSince);
        }

        List<String> addressList() {
            return Arrays.asList(addresses.strip().split("[\\s;,]+"));
        }
    }

    @ModelAttribute("roles")
    ContactRole[] roles() {
        return ContactRole.values();
    }

    @GetMapping("/partners/{partnerId}/contacts/new")
    String blank(@PathVariable long partnerId, @AuthenticationPrincipal SignedIn me, Model model) {
        allow(me);
        return form(blankAt(partnerId), new Problems(), model);
    }

    @PostMapping("/partners/{partnerId}/contacts/new")
    String add(
            @PathVariable long partnerId,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "OTHER") ContactRole role,
            @RequestParam(defaultValue = "") String chatHandle,
            @RequestParam(defaultValue = "") String addresses,
            @RequestParam(defaultValue = "") String since,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = blankAt(partnerId).with(name, role.name(), chatHandle, addresses, since);
        var problems = new Problems();
        var from = problems.day("since", since);
        if (problems.none()) {
            try {
                records.add(partnerId, new ContactDraft(name, form.addressList(), role, chatHandle, from), me);
                Toast.say(redirect, name.strip() + " is entered. Mailboxes are read again for the new addresses.");
                return "redirect:/partners/" + partnerId;
            } catch (Refused refused) {
                problems.add(refused);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, problems, model);
    }

    @GetMapping("/contacts/{id}/edit")
    String edit(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        allow(me);
        return form(stored(id), new Problems(), model);
    }

    @PostMapping("/contacts/{id}/edit")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "OTHER") ContactRole role,
            @RequestParam(defaultValue = "") String chatHandle,
            @RequestParam(defaultValue = "") String addresses,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var before = stored(id);
        var form = before.with(name, role.name(), chatHandle, addresses, before.since());
        try {
            records.change(id, name, role, chatHandle, form.addressList(), me);
            Toast.say(redirect, "Saved.");
            return "redirect:/partners/" + before.partnerId();
        } catch (Refused refused) {
            var problems = new Problems();
            problems.add(refused);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(form, problems, model);
        }
    }

    @PostMapping("/contacts/{id}/move")
    String move(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String from,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var before = stored(id);
        var problems = new Problems();
        var day = problems.day("from", from);
        var to = partner.isBlank() ? java.util.Optional.<Partner>empty() : partners.named(partner.strip());
        if (to.isEmpty()) problems.add("partner", "There is no partner named “%s”.".formatted(partner.strip()));
        if (problems.none()) {
            try {
                records.moveTo(id, to.orElseThrow().id(), day, me);
                Toast.say(redirect, "Moved. Past touches follow when the mailboxes have been read again.");
                return "redirect:/partners/" + to.orElseThrow().id();
            } catch (Refused refused) {
                problems.add("from", refused.sentence());
            }
        }
        model.addAttribute("moveTo", partner);
        model.addAttribute("moveFrom", from);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(before, problems, model);
    }

    @PostMapping("/contacts/{id}/key")
    String key(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = stored(id);
        records.makeKey(id, me);
        Toast.say(redirect, contact.name() + " is the key contact.");
        return "redirect:/partners/" + contact.partnerId();
    }

    @PostMapping("/contacts/{id}/archiving")
    String archive(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = stored(id);
        records.archive(id, me);
        Toast.withUndo(redirect, contact.name() + " is archived.", "/contacts/" + id + "/restoration");
        return "redirect:/partners/" + contact.partnerId();
    }

    @PostMapping("/contacts/{id}/restoration")
    String restore(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var contact = stored(id);
        records.restore(id, me);
        Toast.say(redirect, contact.name() + " is back from the archive.");
        return "redirect:/partners/" + contact.partnerId();
    }

    private String form(ContactForm form, Problems problems, Model model) {
        model.addAttribute("title", form.id() == null ? "New contact" : form.name());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("today", settings.current().today(clock).toString());
        if (form.id() != null)
            model.addAttribute(
                    "partnerNames",
                    partners.inProgramme().stream()
                            .map(Partner::name)
                            .limit(500)
                            .toList());
        return "partner/contact";
    }

    private ContactForm blankAt(long partnerId) {
        var partner = partners.findById(partnerId).orElseThrow(ContactController::notFound);
        return new ContactForm(null, partnerId, partner.name(), false, "", ContactRole.OTHER.name(), "", "", "");
    }

    private ContactForm stored(long id) {
        return transaction.execute(_ -> {
            var contact = contacts.findById(id).orElseThrow(ContactController::notFound);
            var place = contact.place();
            return new ContactForm(
                    id,
                    place.partner().id(),
                    place.partner().name(),
                    contact.archived(),
                    contact.name(),
                    contact.role().name(),
                    contact.chatHandle(),
                    String.join("\n", contact.addresses()),
                    place.since() == null ? "" : place.since().toString());
        });
    }

    private static void allow(SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
