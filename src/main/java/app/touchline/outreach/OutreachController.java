package app.touchline.outreach;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Back;

/** Prepared mails to one partner, ready to be opened in the person's own mail program. */
@Controller
class OutreachController {

    private final OutreachReader reader;
    private final Templates templates;
    private final SettingsReader settings;
    private final Clock clock;

    OutreachController(OutreachReader reader, Templates templates, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.templates = templates;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/partners/{id}/outreach")
    String outreach(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long contact,
            @RequestParam(required = false) @Nullable String back,
            Model model) {
        var today = settings.current().today(clock);
        var partner = reader.partner(id, today).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var recipients = reader.recipients(id, today);
        var recipient = recipients.stream()
                .filter(each -> contact == null || each.id() == contact)
                .findFirst()
                .orElse(null);
        var values = reader.values(partner, recipient, me);
        var address = recipient == null ? null : recipient.address();
        model.addAttribute("partner", partner);
        model.addAttribute("recipients", recipients);
        model.addAttribute("recipient", recipient);
        model.addAttribute(
                "mails",
                templates.all().stream()
                        .map(template -> Filled.of(template, values, address))
                        .toList());
        model.addAttribute(
                "back", Back.to(back == null ? "/partners/" + id : back).path());
        return "outreach/outreach";
    }
}
