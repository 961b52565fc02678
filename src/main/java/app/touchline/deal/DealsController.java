package app.touchline.deal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.answers.Answers;
import app.touchline.partner.Problems;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** The desk where registrations are decided, and the page of one deal. */
@Controller
class DealsController {

    private static final int REMINDED_DAYS = 14;

    private static final int MOST = 50;

    /** So many registrations stand on a page of the desk. */
    private static final int A_PAGE = 100;

    private final DealReader reader;
    private final DealPages pages;
    private final Delegates delegates;
    private final DecisionClock decisions;
    private final SettingsReader settings;
    private final Clock clock;

    DealsController(
            DealReader reader,
            DealPages pages,
            Delegates delegates,
            DecisionClock decisions,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.pages = pages;
        this.delegates = delegates;
        this.decisions = decisions;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static NavEntry dealsEntry(DealReader deals, Answers answers, Clock clock) {
        return new NavEntry(25, "deals", "Deals", "/deals", "shield-check", Set.of(), who -> {
            var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            var overdue = answers.to("deals in the bar", minute, () -> deals.toDecideBefore(minute));
            return overdue == 0 ? null : new Count(overdue + " late", true);
        });
    }

    @GetMapping("/deals")
    String desk(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        var today = settings.current().today(clock);
        model.addAttribute("q", q.strip());
        model.addAttribute("found", q.isBlank() ? List.of() : reader.search(q, MOST));
        model.addAttribute("mostFound", MOST);
        model.addAttribute("waiting", reader.waiting(Math.max(0, from), A_PAGE));
        model.addAttribute("from", Math.max(0, from));
        model.addAttribute("pageSize", A_PAGE);
        model.addAttribute("ending", reader.protectionEndingBy(today.plusDays(REMINDED_DAYS), MOST));
        model.addAttribute("latest", reader.latest(MOST / 2));
        model.addAttribute("mayDecide", delegates.mayDecide(me));
        model.addAttribute("mayRegister", me.worksWithPartners());
        model.addAttribute("leads", me.leads());
        model.addAttribute("decisionDays", decisions.days());
        model.addAttribute("now", clock.instant());
        model.addAttribute("today", today);
        model.addAttribute("zone", me.zone());
        return "deal/deals";
    }

    @GetMapping("/deals/{code}")
    String deal(@PathVariable String code, @AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute(
                "page", pages.of(code, me).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("problems", new Problems());
        model.addAttribute("opened", "");
        model.addAttribute("typed", Map.of());
        return "deal/deal";
    }
}
