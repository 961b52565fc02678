package app.touchline.response;

import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** An admin's page for the one rule about replies. */
@Controller
class ReplyRuleController {

    private static final String PATH = "/admin/replies";

    private final ReplyRule rule;

    ReplyRuleController(ReplyRule rule) {
        this.rule = rule;
    }

    @Bean
    static AdminEntry repliesUnderAdmin() {
        return new AdminEntry(
                Section.PROGRAMME,
                16,
                "Replies",
                PATH,
                "message",
                "After how many working days an answer is owed, by us and by them.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping(PATH)
    String page(Model model) {
        return show("" + rule.workingDays(), null, model);
    }

    @PostMapping(PATH)
    String change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var typed = days.strip();
        var number = typed.matches("\\d{1,2}") ? Integer.parseInt(typed) : 0;
        if (number < 1 || number > ReplyRule.MOST_DAYS) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(days, "Write a number of days from 1 to %d.".formatted(ReplyRule.MOST_DAYS), model);
        }
        rule.change(number, me.who());
        Toast.say(redirect, "Saved. It holds for everything that waits now.");
        return "redirect:" + PATH;
    }

    private static String show(String days, @Nullable String problem, Model model) {
        model.addAttribute("days", days);
        model.addAttribute("problem", problem);
        return "response/rule";
    }
}
