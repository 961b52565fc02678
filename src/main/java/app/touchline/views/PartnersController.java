package app.touchline.views;

import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.action.NextStepReader;
import app.touchline.answers.Answers;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.PartnerFilter;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** The list of partners: searched, filtered and sorted in the database. */
@Controller
class PartnersController {

    private final CadenceReader cadence;
    private final Answers answers;
    private final NextStepReader steps;
    private final ViewsReader views;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    PartnersController(
            CadenceReader cadence,
            Answers answers,
            NextStepReader steps,
            ViewsReader views,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.cadence = cadence;
        this.answers = answers;
        this.steps = steps;
        this.views = views;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    private record Asked(PartnerFilter filter, LocalDate day) {}

    @GetMapping("/partners")
    String partners(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "cadence", required = false) @Nullable String chosen,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Model model) {
        var question = PartnersQuestion.of(q, tier, owner, status, chosen, sort, page);
        var day = settings.current().today(clock);
        var found = answers.to(new Asked(question.filter(), day), () -> cadence.page(question.filter(), day));
        var ids = found.rows().stream().map(PartnerCadence::partnerId).toList();
        model.addAttribute(
                "partners",
                new PartnersPage(
                        question,
                        found,
                        steps.of(ids),
                        views.tiers(),
                        answers.to("owners of partners", views::owners),
                        mailboxes.freshness(),
                        day,
                        clock.instant(),
                        me.zone(),
                        answers.to("partners in the programme", views::partners),
                        me.worksWithPartners()));
        return "views/partners";
    }
}
