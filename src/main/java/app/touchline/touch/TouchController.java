package app.touchline.touch;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Discarding and overruling from a timeline, each with undo. Leads back to the partner's page. */
@Controller
class TouchController {

    private final TouchJudgement judgement;

    TouchController(TouchJudgement judgement) {
        this.judgement = judgement;
    }

    @PostMapping("/touches/{id}/discard")
    String discard(
            @PathVariable long id,
            @RequestParam long partner,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        found(judgement.discard(id, me));
        Toast.withUndo(
                redirect,
                "Discarded: it counts nowhere.",
                "/touches/%d/discard/undo?partner=%d".formatted(id, partner));
        return back(partner, id);
    }

    @PostMapping("/touches/{id}/discard/undo")
    String takeBackDiscard(
            @PathVariable long id,
            @RequestParam long partner,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        found(judgement.takeBackDiscard(id, me));
        Toast.say(redirect, "No longer discarded.");
        return back(partner, id);
    }

    @PostMapping("/touches/{id}/overrule")
    String overrule(
            @PathVariable long id,
            @RequestParam long partner,
            @RequestParam Overruled as,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var before = judgement.overrule(id, as, me);
        if (before == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        Toast.withUndo(
                redirect,
                as == Overruled.COUNT ? "Counted as written by a person." : "Not counted any more.",
                "/touches/%d/overrule/undo?partner=%d%s"
                        .formatted(
                                id, partner, before.map(said -> "&as=" + said).orElse("")));
        return back(partner, id);
    }

    @PostMapping("/touches/{id}/overrule/undo")
    String takeBackOverrule(
            @PathVariable long id,
            @RequestParam long partner,
            @RequestParam(required = false) @Nullable Overruled as,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        found(judgement.overrule(id, as, me) != null);
        Toast.say(redirect, "As before.");
        return back(partner, id);
    }

    private static void found(boolean there) {
        if (!there) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String back(long partner, long id) {
        return "redirect:/partners/" + partner + "#touch-" + id;
    }
}
