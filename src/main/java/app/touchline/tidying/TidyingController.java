package app.touchline.tidying;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.tidying.Tidying.What;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** Contacts to tidy up: people who should be entered, addresses that work no more. */
@Controller
class TidyingController {

    private final TidyingReader reader;
    private final Tidying tidying;

    TidyingController(TidyingReader reader, Tidying tidying) {
        this.reader = reader;
        this.tidying = tidying;
    }

    @GetMapping("/admin/contacts")
    String all(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("suggested", reader.suggested());
        model.addAttribute("bounced", reader.bounced());
        model.addAttribute("zone", me.zone());
        return "tidying/contacts";
    }

    /** @param all whether to go back to the list of all partners' proposals */
    @PostMapping("/partners/{id}/suggestions/acceptance")
    String accept(
            @PathVariable long id,
            @RequestParam String address,
            @RequestParam(defaultValue = "false") boolean all,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var entered = tidying.accept(id, address, me);
        Toast.say(redirect, entered.map(name -> name + " is a contact now.").orElse("That was decided already."));
        return back(id, all);
    }

    @PostMapping("/partners/{id}/suggestions/dismissal")
    String dismiss(
            @PathVariable long id,
            @RequestParam String address,
            @RequestParam(defaultValue = "false") boolean all,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        tidying.dismiss(What.SUGGESTION, address, me);
        Toast.withUndo(
                redirect,
                "It is not proposed any more. Mail with it is kept as before.",
                undo("/partners/" + id + "/suggestions/restoration", address, all));
        return back(id, all);
    }

    @PostMapping("/partners/{id}/suggestions/restoration")
    String restore(
            @PathVariable long id,
            @RequestParam String address,
            @RequestParam(defaultValue = "false") boolean all,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        tidying.proposeAgain(What.SUGGESTION, address, me);
        Toast.say(redirect, "It is proposed again.");
        return back(id, all);
    }

    @PostMapping("/admin/contacts/bounces/dismissal")
    String works(@RequestParam String address, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        tidying.dismiss(What.BOUNCE, address, me);
        Toast.withUndo(
                redirect,
                "Noted: it works. It is proposed again when more mail comes back.",
                undo("/admin/contacts/bounces/restoration", address, true));
        return "redirect:/admin/contacts";
    }

    @PostMapping("/admin/contacts/bounces/restoration")
    String worksNot(@RequestParam String address, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        tidying.proposeAgain(What.BOUNCE, address, me);
        Toast.say(redirect, "It is proposed again.");
        return "redirect:/admin/contacts";
    }

    private static String undo(String path, String address, boolean all) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("address", "{address}")
                .queryParam("all", all)
                .encode()
                .build(address)
                .toString();
    }

    private static String back(long partnerId, boolean all) {
        return all ? "redirect:/admin/contacts" : "redirect:/partners/" + partnerId;
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheAdminPages {

        @Bean
        AdminEntry contactsEntry() {
            return new AdminEntry(
                    Section.ATTENTION,
                    52,
                    "Contacts to tidy up",
                    "/admin/contacts",
                    "users",
                    "People at partners who write and are no contacts yet; contacts whose mail comes back.",
                    Set.of(Role.ADMIN.name(), Role.OPS_LEAD.name()));
        }
    }
}
