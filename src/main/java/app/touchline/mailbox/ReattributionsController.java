package app.touchline.mailbox;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;

/** The page that says what changed partners did to the mail on record. */
@Controller
class ReattributionsController {

    private final ReattributionReader reader;

    ReattributionsController(ReattributionReader reader) {
        this.reader = reader;
    }

    @GetMapping("/admin/matching")
    String latest(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("reattributions", reader.latest());
        model.addAttribute("zone", me.zone());
        return "mailbox/matching";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheAdminPages {

        @Bean
        AdminEntry matchingEntry() {
            return new AdminEntry(
                    Section.ATTENTION,
                    55,
                    "Mail matched anew",
                    "/admin/matching",
                    "refresh",
                    "What became of past mail when partners, contacts or domains changed: touches moved, unlinked, found.",
                    Set.of(Role.ADMIN.name(), Role.OPS_LEAD.name()));
        }
    }
}
