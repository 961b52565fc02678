package app.touchline.conflict;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatus;
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

import app.touchline.conflict.ConflictRecords.Choice;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Conflicts to decide and decided, and the page of one. */
@Controller
@RequestMapping("/deals/conflicts")
class ConflictsController {

    private static final int MOST = 50;

    private final ConflictReader reader;
    private final ConflictRecords records;
    private final Appeals appeals;
    private final ConflictFigures figures;
    private final DealRecords deals;
    private final Deals all;
    private final Clock clock;

    ConflictsController(
            ConflictReader reader,
            ConflictRecords records,
            Appeals appeals,
            ConflictFigures figures,
            DealRecords deals,
            Deals all,
            Clock clock) {
        this.reader = reader;
        this.records = records;
        this.appeals = appeals;
        this.figures = figures;
        this.deals = deals;
        this.all = all;
        this.clock = clock;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("toDecide", reader.toDecide(MOST));
        model.addAttribute("countToDecide", reader.countToDecide());
        model.addAttribute("decided", reader.decidedLast(MOST));
        model.addAttribute("figures", figures.until(clock.instant()));
        model.addAttribute("zone", me.zone());
        return "conflict/conflicts";
    }

    @GetMapping("/{id}")
    String conflict(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        return show(id, new Problems(), me, model);
    }

    /** @param winner a deal's id, or "both" */
    @PostMapping("/{id}/decision")
    String decide(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String winner,
            @RequestParam(defaultValue = "") String why,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var problem = attempt("winner", "Somebody decided it at the same moment; look again.", () -> {
            if (!winner.equals("both") && !winner.matches("\\d{1,18}"))
                throw new Refused("winner", "Choose which deal goes on, or both.");
            var choice = new Choice(winner.equals("both") ? null : Long.valueOf(winner), why);
            records.decide(id, choice, me, deals.now(me));
        });
        if (problem != null) return refused(id, problem, me, response, model);
        Toast.say(redirect, "Decided. It stands on both deals, with the rule and the evidence.");
        return "redirect:/deals/conflicts/" + id;
    }

    @PostMapping("/{id}/appeal")
    String appeal(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "0") long to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var problem = attempt(
                "appeal",
                "Somebody appealed it at the same moment; look again.",
                () -> appeals.raise(id, why, to, me, deals.now(me)));
        if (problem != null) return refused(id, problem, me, response, model);
        Toast.say(redirect, "Appealed. It is decided once more, and then for good.");
        return "redirect:/deals/conflicts/" + id;
    }

    /**
     * What stood in the way; null where it was done.
     *
     * @param otherwise the sentence, with its field, where another one was faster
     */
    private static @Nullable Refused attempt(String field, String otherwise, Runnable verb) {
        try {
            verb.run();
            return null;
        } catch (Refused refused) {
            return refused;
        } catch (DataIntegrityViolationException sameMoment) {
            return new Refused(field, otherwise);
        } catch (EmptyResultDataAccessException gone) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, gone);
        }
    }

    private String refused(long id, Refused problem, SignedIn me, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(id, Problems.of(problem), me, model);
    }

    private String show(long id, Problems problems, SignedIn me, Model model) {
        var line = reader.line(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var decisions = reader.decisions(id);
        model.addAttribute("line", line);
        model.addAttribute("engagement", records.engagement(line));
        model.addAttribute("decisions", decisions);
        model.addAttribute("appeal", reader.appeal(id).orElse(null));
        model.addAttribute("mayDecide", records.mayDecide(line, me));
        var mayAppeal = decisions.size() == 1 && line.appealTo() == null && lostBy(line, decisions.getFirst(), me);
        model.addAttribute("mayAppeal", mayAppeal);
        model.addAttribute(
                "judges", mayAppeal ? appeals.judges(decisions.getFirst().byId()) : List.of());
        model.addAttribute("problems", problems);
        model.addAttribute("zone", me.zone());
        return "conflict/conflict";
    }

    private boolean lostBy(ConflictReader.Line line, ConflictReader.Decided first, SignedIn me) {
        var winner = first.winner();
        if (winner == null) return false;
        return deals.mayWork(all.findById(line.rival(winner).dealId()).orElseThrow(), me);
    }
}
