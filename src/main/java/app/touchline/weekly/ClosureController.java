package app.touchline.weekly;

import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Reopenings;
import app.touchline.reading.Step;
import app.touchline.team.SignedIn;
import app.touchline.web.Csv;
import app.touchline.web.Toast;

/** The end of a weekly read, that taken back, and its decisions as a file. */
@Controller
class ClosureController {

    private final HeldReads reads;
    private final ReadClosing closing;
    private final ReadPages pages;
    private final RecordKeeper records;
    private final RecordPage.Pages recordPages;
    private final Reopenings reopenings;

    ClosureController(
            HeldReads reads,
            ReadClosing closing,
            ReadPages pages,
            RecordKeeper records,
            RecordPage.Pages recordPages,
            Reopenings reopenings) {
        this.reads = reads;
        this.closing = closing;
        this.pages = pages;
        this.records = records;
        this.recordPages = recordPages;
        this.reopenings = reopenings;
    }

    @PostMapping("/weekly/reads/{id}/closure")
    String close(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            @RequestParam(defaultValue = "false") boolean digest,
            @RequestParam(defaultValue = "false") boolean slack,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var read = found(id);
        var closed = closing.close(read, because, digest, slack, me);
        if (closed == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("page", pages.of(read, Step.CLOSE, 0, me));
            model.addAttribute("problem", "Decide about these partners, or say why the read is closed without.");
            return "weekly/read";
        }
        var letters = closed.letters();
        if (letters.isEmpty()) Toast.say(redirect, "It was closed already. Nothing was changed.");
        else
            Toast.withUndo(
                    redirect,
                    letters.get() == 0
                            ? "Closed. Its numbers and decisions are kept as they are."
                            : "Closed. The digest is on its way to %d people.".formatted(letters.get()),
                    "/weekly/reads/" + id + "/closure/undo");
        return "redirect:/weekly/reads/" + id;
    }

    @PostMapping("/weekly/reads/{id}/closure/undo")
    String reopen(@AuthenticationPrincipal SignedIn me, @PathVariable long id, RedirectAttributes redirect) {
        Toast.say(
                redirect,
                reopenings.reopen(found(id).id(), me)
                        ? "Open again. What was recorded is kept; a digest that went out is not called back."
                        : "Not opened again: it is open, or the next read has begun.");
        return "redirect:/weekly/reads/" + id;
    }

    /** What was recorded before it was opened again. */
    @GetMapping("/weekly/reads/{id}/closings/{closing}")
    String before(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @PathVariable long closing, Model model) {
        var page = recordPages.before(found(id), closing, me);
        if (page == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute("page", page);
        return "weekly/record";
    }

    @GetMapping("/weekly/reads/{id}/decisions.csv")
    void file(@AuthenticationPrincipal SignedIn me, @PathVariable long id, HttpServletResponse response) {
        var read = found(id);
        var record = records.recordOf(read).orElseGet(() -> records.asItStands(read, "", me));
        try (var csv = Csv.file(
                "weekly-read-%s.csv".formatted(read.week()),
                response,
                "partner",
                "tier",
                "owner",
                "last_touch",
                "days",
                "window_days",
                "next_step",
                "decision",
                "decided_by")) {
            for (var partner : record.slipped())
                csv.row(
                        Csv.text(partner.name()),
                        Csv.text(partner.tier()),
                        Csv.text(partner.owner()),
                        Objects.toString(partner.lastTouch(), ""),
                        Integer.toString(partner.days()),
                        Integer.toString(partner.windowDays()),
                        Csv.text(partner.nextStep()),
                        Csv.text(partner.decision()),
                        Csv.text(partner.by()));
        }
    }

    private HeldRead found(long id) {
        return reads.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
