package app.touchline.pipeline;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The weekly review of the pipeline; those who lead close it. */
@Controller
@RequestMapping("/pipeline/review")
class PipelineReviewController {

    private final PipelineReviewReader reader;
    private final PipelineReviewRecords records;

    PipelineReviewController(PipelineReviewReader reader, PipelineReviewRecords records) {
        this.reader = reader;
        this.records = records;
    }

    @GetMapping
    String review(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("review", reader.review(me));
        model.addAttribute("mayWork", me.worksWithPartners());
        model.addAttribute("mayClose", me.leads());
        return "pipeline/review";
    }

    @PostMapping
    String close(
            @RequestParam(defaultValue = "") String note,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        records.hold(note, me);
        Toast.say(redirect, "The review is closed. The next one begins with what changes from now on.");
        return "redirect:/pipeline/review";
    }
}
