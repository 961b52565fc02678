package app.touchline.weekly;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.reading.DecisionReader;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Step;
import app.touchline.team.SignedIn;

/** A weekly read: begun, gone through step by step, and looked at once it is closed. */
@Controller
class ReadsController {

    private final HeldReads reads;
    private final ReadPages pages;
    private final RecordPage.Pages closed;
    private final DecisionReader decisions;
    private final SlippedReader slipped;
    private final DecisionPage.Pages people;

    ReadsController(
            HeldReads reads,
            ReadPages pages,
            RecordPage.Pages closed,
            DecisionReader decisions,
            SlippedReader slipped,
            DecisionPage.Pages people) {
        this.reads = reads;
        this.pages = pages;
        this.closed = closed;
        this.decisions = decisions;
        this.slipped = slipped;
        this.people = people;
    }

    @PostMapping("/weekly/reads")
    String begin(@AuthenticationPrincipal SignedIn me) {
        return "redirect:/weekly/reads/" + reads.begin(me).id();
    }

    @GetMapping("/weekly/reads/{id}")
    String read(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var read = reads.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!read.open()) {
            model.addAttribute("page", closed.of(read, me));
            return "weekly/record";
        }
        model.addAttribute("page", pages.of(read, Step.of(step).orElse(read.step()), Math.max(1, page) - 1, me));
        model.addAttribute("people", people.people());
        model.addAttribute("batch", UUID.randomUUID());
        return "weekly/read";
    }

    @PostMapping("/weekly/reads/{id}/steps/{step}")
    String pass(@AuthenticationPrincipal SignedIn me, @PathVariable long id, @PathVariable String step) {
        var passed = Step.of(step).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        reads.pass(id, passed, me);
        return "redirect:/weekly/reads/" + id + "?step=" + passed.next().code();
    }

    /** What others decided since the page was made: each row's decision by its id, the bar, and whether it is over. */
    @GetMapping("/weekly/reads/{id}/news")
    String news(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam Instant opened,
            @RequestParam(required = false) @Nullable String step,
            Model model) {
        var read = reads.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var changed = read.open() ? decisions.changedSince(id, opened) : List.<Long>of();
        var page = pages.of(read, Step.of(step).orElse(read.step()), 0, me);
        model.addAttribute("page", page);
        model.addAttribute("changed", changed);
        model.addAttribute("decisions", decisions.of(id));
        model.addAttribute(
                "rows",
                changed.isEmpty()
                        ? List.of()
                        : slipped.some(id, page.today(), changed).rows());
        return "weekly/_news";
    }
}
