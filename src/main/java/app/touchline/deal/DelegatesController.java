package app.touchline.deal;

import java.time.Clock;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Whom those who lead name to decide registrations in their place. */
@Controller
@RequestMapping("/deals/delegates")
class DelegatesController {

    private final Delegates delegates;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    DelegatesController(Delegates delegates, Members members, SettingsReader settings, Clock clock) {
        this.delegates = delegates;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String page(Model model) {
        return show(new Problems(), model);
    }

    @PostMapping
    String name(
            @RequestParam(defaultValue = "0") long member,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var problems = new Problems();
        var first = problems.day("since", since);
        var last = problems.day("until", until);
        if (problems.none()) {
            try {
                delegates.name(member, first == null ? settings.current().today(clock) : first, last, me);
                Toast.say(redirect, "Named.");
                return "redirect:/deals/delegates";
            } catch (Refused refused) {
                problems.add(refused);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(problems, model);
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        delegates.end(id, me);
        Toast.say(redirect, "Ended.");
        return "redirect:/deals/delegates";
    }

    private String show(Problems problems, Model model) {
        model.addAttribute("delegates", delegates.all());
        model.addAttribute(
                "people",
                members.findByActiveTrueOrderByName().stream()
                        .filter(member -> member.roles().contains(Role.PARTNER_MANAGER))
                        .toList());
        model.addAttribute("today", settings.current().today(clock).toString());
        model.addAttribute("problems", problems);
        return "deal/delegates";
    }
}
