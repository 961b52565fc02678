package app.touchline.slack;

import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** Connects the channel to which digests go. */
@Controller
class SlackController {

    private static final String PAGE = "redirect:/admin/slack";

    private final Slack slack;
    private final TransactionTemplate transaction;

    SlackController(Slack slack, TransactionTemplate transaction) {
        this.slack = slack;
        this.transaction = transaction;
    }

    @Bean
    static AdminEntry slackUnderAdmin() {
        return new AdminEntry(
                Section.OUT,
                65,
                "Slack",
                "/admin/slack",
                "message",
                "The channel to which the digest of the weekly read goes.",
                Set.of("ADMIN"));
    }

    @GetMapping("/admin/slack")
    String page(Model model) {
        model.addAttribute("standing", slack.standing());
        return "slack/slack";
    }

    @PostMapping("/admin/slack")
    String connect(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String address,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var entered = SlackAddress.of(address);
        if (entered.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "problem", "Paste the whole address of the webhook; it begins with https://hooks.slack.com/.");
            return page(model);
        }
        slack.connect(entered.get(), me.who());
        Toast.say(redirect, "Connected. Send a test to see that it arrives.");
        return PAGE;
    }

    @PostMapping("/admin/slack/test")
    String test(@AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var said = transaction.execute(
                status -> slack.say("A test by " + me.name() + ": Touchline reaches this channel."));
        Toast.say(
                redirect,
                Boolean.TRUE.equals(said)
                        ? "A test is on its way; this page says if it does not arrive."
                        : "Enter an address first.");
        return PAGE;
    }

    @PostMapping("/admin/slack/removal")
    String disconnect(@AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        slack.disconnect(me.who());
        Toast.say(redirect, "Disconnected, and the address is forgotten.");
        return PAGE;
    }
}
