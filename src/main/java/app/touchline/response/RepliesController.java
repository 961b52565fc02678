package app.touchline.response;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.Back;
import app.touchline.web.Toast;

/** Who waits for whose answer, and what needs none. */
@Controller
class RepliesController {

    private static final String DISMISSED = "dismissed";

    private final RepliesReader reader;
    private final ReplyRule rule;
    private final ReplyDismissals dismissals;
    private final MailboxHealthReader mailboxes;
    private final Clock clock;

    RepliesController(
            RepliesReader reader,
            ReplyRule rule,
            ReplyDismissals dismissals,
            MailboxHealthReader mailboxes,
            Clock clock) {
        this.reader = reader;
        this.rule = rule;
        this.dismissals = dismissals;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    @GetMapping("/replies")
    String replies(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String who,
            Model model) {
        var mine = who == null ? me.is(Role.PARTNER_MANAGER) : !who.equals("all");
        var owner = mine ? Long.valueOf(me.id()) : null;
        var state = DISMISSED.equals(show) ? null : ReplyState.of(show).orElse(ReplyState.OWED);
        var bounds = rule.bounds(clock.instant());
        model.addAttribute(
                "page",
                new RepliesPage(
                        state,
                        mine,
                        reader.lines(state, owner, bounds),
                        reader.counts(owner, bounds),
                        reader.dismissed(owner, bounds),
                        rule.workingDays(),
                        me.zone(),
                        mailboxes.freshness(),
                        me.worksWithPartners()));
        return "response/replies";
    }

    @PostMapping("/replies/{touch}/{partner}/dismissal")
    String dismiss(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long touch,
            @PathVariable long partner,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        var to = Back.to(back);
        if (dismissals.dismiss(me, touch, partner))
            Toast.withUndo(
                    redirect,
                    "No reply needed. What is written after this waits anew.",
                    to.undo("/replies/%d/%d/dismissal/undo".formatted(touch, partner)));
        else Toast.say(redirect, "Nothing was changed: that message does not wait for an answer any more.");
        return to.redirect();
    }

    @PostMapping("/replies/{touch}/{partner}/dismissal/undo")
    String takeBack(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long touch,
            @PathVariable long partner,
            @RequestParam(required = false) @Nullable String back,
            RedirectAttributes redirect) {
        var takenBack = dismissals.takeBack(me, touch, partner);
        Toast.say(redirect, takenBack ? "Taken back: it waits for an answer again." : "Nothing was changed.");
        return Back.to(back).redirect();
    }
}
