package app.touchline.figures;

import java.time.Clock;

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

import app.touchline.audit.AuditLog.About;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The rows behind each number of a partner. */
@Controller
@RequestMapping("/partners/{id}/figures/{code}")
class FiguresController {

    private final FiguresReader figures;
    private final Openings openings;
    private final Partners partners;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    FiguresController(
            FiguresReader figures,
            Openings openings,
            Partners partners,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.figures = figures;
        this.openings = openings;
        this.partners = partners;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String behind(
            @PathVariable long id,
            @PathVariable String code,
            @RequestParam(defaultValue = "1") int page,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var measure = measure(code);
        var partner = partner(id);
        var today = settings.current().today(clock);
        var number = Math.clamp(page, 1, 100_000);
        var figure = figures.of(id, today).of(measure);
        var rows = figures.behind(id, measure, today, measure.isDay() ? null : figure.openingDay(), number - 1);
        model.addAttribute(
                "page",
                new BehindPage(
                        id,
                        partner.name(),
                        me.mayPlace(partner.ownerId()),
                        figure,
                        rows.stream().limit(FiguresReader.PAGE).toList(),
                        number,
                        rows.size() > FiguresReader.PAGE,
                        measure.restsOnMail() ? mailboxes.freshness() : null));
        return "figures/behind";
    }

    @PostMapping("/opening/removal")
    String forget(
            @PathVariable long id,
            @PathVariable String code,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var measure = measure(code);
        var partner = partner(id);
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        openings.forget(new About("partner", id, partner.name()), measure, me);
        Toast.say(redirect, "Forgotten: only what is computed here counts.");
        return "redirect:/partners/%d/figures/%s".formatted(id, code);
    }

    private static Measure measure(String code) {
        return Measure.coded(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Partner partner(long id) {
        return partners.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
