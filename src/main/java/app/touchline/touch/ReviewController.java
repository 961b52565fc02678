package app.touchline.touch;

import java.util.Set;

import org.jspecify.annotations.Nullable;
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

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** The queue of mail that only a person can place. */
@Controller
class ReviewController {

    private final ReviewReader reader;
    private final TouchJudgement judgement;

    ReviewController(ReviewReader reader, TouchJudgement judgement) {
        this.reader = reader;
        this.judgement = judgement;
    }

    @GetMapping("/admin/review")
    String review(Model model) {
        model.addAttribute("review", reader.review());
        return "touch/review";
    }

    /** @param partner none: with none of them */
    @PostMapping("/admin/review/{touchId}")
    String decide(
            @PathVariable long touchId,
            @RequestParam String address,
            @RequestParam(required = false) @Nullable Long partner,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var decided = judgement.decide(touchId, address, partner, me);
        Toast.say(
                redirect,
                !decided
                        ? "That was decided already."
                        : partner == null ? "With none of them. It is not kept." : "Decided. It counts from now on.");
        return "redirect:/admin/review";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheAdminPages {

        @Bean
        AdminEntry reviewEntry() {
            return new AdminEntry(
                    Section.ATTENTION,
                    50,
                    "Mail to review",
                    "/admin/review",
                    "help-circle",
                    "Mail at a domain that several partners share: say whose it is. Until then it counts nowhere.",
                    Set.of(Role.ADMIN.name(), Role.OPS_LEAD.name()));
        }
    }
}
