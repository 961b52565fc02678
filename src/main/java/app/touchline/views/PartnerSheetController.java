package app.touchline.views;

import java.time.Clock;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.action.NextStepReader;
import app.touchline.cadence.CadenceReader;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.mailbox.ReattributionReader;
import app.touchline.partner.PartnerReader;
import app.touchline.response.ResponseReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.tidying.TidyingReader;
import app.touchline.touch.TouchReader;
import app.touchline.views.PartnerSheet.Timeline;

/** The page of one partner. */
@Controller
class PartnerSheetController {

    private final CadenceReader cadence;
    private final NextStepReader steps;
    private final PartnerReader partners;
    private final TouchReader touches;
    private final ResponseReader responses;
    private final ViewsReader views;
    private final PartnerRecord.Reader records;
    private final MailboxHealthReader mailboxes;
    private final ReattributionReader reattributions;
    private final TidyingReader tidying;
    private final SettingsReader settings;
    private final Clock clock;

    PartnerSheetController(
            CadenceReader cadence,
            NextStepReader steps,
            PartnerReader partners,
            TouchReader touches,
            ResponseReader responses,
            ViewsReader views,
            PartnerRecord.Reader records,
            MailboxHealthReader mailboxes,
            ReattributionReader reattributions,
            TidyingReader tidying,
            SettingsReader settings,
            Clock clock) {
        this.cadence = cadence;
        this.steps = steps;
        this.partners = partners;
        this.touches = touches;
        this.responses = responses;
        this.views = views;
        this.records = records;
        this.mailboxes = mailboxes;
        this.reattributions = reattributions;
        this.tidying = tidying;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/partners/{id:\\d{1,18}}")
    String partner(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @CookieValue(defaultValue = "") String folds,
            Model model) {
        var into = views.mergedInto(id);
        if (into.isPresent()) return "redirect:/partners/" + into.get();
        var number = Math.clamp(page, 1, 100_000);
        var facts = views.facts(id).orElseThrow(PartnerSheetController::notFound);
        var programme = settings.current();
        var today = programme.today(clock);
        model.addAttribute(
                "sheet",
                new PartnerSheet(
                        facts,
                        cadence.of(id, today).orElse(null),
                        steps.open(id),
                        views.done(id),
                        views.weeks(id, today, programme.zone()),
                        responses.with(id, clock.instant()),
                        new Timeline(touches.timeline(id, number - 1), number, touches.count(id)),
                        partners.parts(id, me).orElseThrow(PartnerSheetController::notFound),
                        records.of(id, today, folds),
                        reattributions.of(id),
                        tidying.suggestedAt(id),
                        mailboxes.freshness(),
                        clock.instant(),
                        me.zone()));
        return "views/partner";
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
