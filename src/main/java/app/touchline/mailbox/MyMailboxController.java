package app.touchline.mailbox;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.touch.TouchReader;
import app.touchline.web.Toast;

/** What was captured from a mailbox, and why, for the person whose it is; of a shared one for admins. They decide what is kept. */
@Controller
@RequestMapping("/me/mailboxes/{id}")
class MyMailboxController {

    private final MailboxRecords mailboxes;
    private final LeavingOut leavingOut;
    private final LeftOutReader leftOut;
    private final Forgetting forgetting;
    private final TouchReader touches;

    MyMailboxController(
            MailboxRecords mailboxes,
            LeavingOut leavingOut,
            LeftOutReader leftOut,
            Forgetting forgetting,
            TouchReader touches) {
        this.mailboxes = mailboxes;
        this.leavingOut = leavingOut;
        this.leftOut = leftOut;
        this.forgetting = forgetting;
        this.touches = touches;
    }

    @GetMapping
    String captured(
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        return show(own(id, me), Math.max(1, page), "", Map.of(), model);
    }

    private String show(Mailbox mailbox, int page, String typed, Map<String, String> problems, Model model) {
        model.addAttribute("mailbox", mailbox);
        model.addAttribute("touches", touches.ofMailbox(mailbox.id(), page - 1));
        model.addAttribute("count", touches.countOf(mailbox.id()));
        model.addAttribute("page", page);
        model.addAttribute("perPage", TouchReader.PAGE);
        model.addAttribute("leftOut", leftOut.list(mailbox.id()));
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "mailbox/captured";
    }

    @PostMapping("/pause")
    String pause(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.pause(own(id, me).id(), me.who());
        Toast.withUndo(redirect, "Nothing is read from now on.", "/me/mailboxes/%d/resumption".formatted(id));
        return page(id);
    }

    @PostMapping("/resumption")
    String resume(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.resume(own(id, me).id(), me.who());
        Toast.say(redirect, "Reading goes on, with what came in meanwhile.");
        return page(id);
    }

    @PostMapping("/exclusions")
    String leaveOut(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String what,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var mailbox = own(id, me);
        var name = LeavingOut.entered(what);
        if (name.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problem = "Write an address like anna@example.com, or a domain like example.com.";
            return show(mailbox, 1, what, Map.of("what", problem), model);
        }
        leavingOut.leaveOut(id, name.get(), me.who());
        forgetting.of(id);
        Toast.say(redirect, "Mail with %s is left out of this mailbox.".formatted(name.get()));
        return page(id);
    }

    @PostMapping("/exclusions/removal")
    String takeInAgain(
            @PathVariable long id,
            @RequestParam String what,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        leavingOut.takeInAgain(own(id, me).id(), what, me.who());
        Toast.say(redirect, "Mail with %s is kept again; the mailbox is read once more for it.".formatted(what));
        return page(id);
    }

    @GetMapping("/purge")
    String askToPurge(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("mailbox", own(id, me));
        model.addAttribute("count", touches.countOf(id));
        return "mailbox/purge";
    }

    @PostMapping("/purge")
    String purge(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        leavingOut.purge(own(id, me).id(), me.who());
        forgetting.of(id);
        Toast.say(redirect, "What was kept from this mailbox is forgotten and is not read again.");
        return page(id);
    }

    private Mailbox own(long id, SignedIn me) {
        var mailbox = mailboxes.existing(id);
        var owner = mailbox.memberId();
        var allowed = owner == null ? me.is(Role.ADMIN) : owner == me.id();
        if (!allowed) throw new AccessDeniedException("only whose it is sees what was captured from a mailbox");
        return mailbox;
    }

    private static String page(long id) {
        return "redirect:/me/mailboxes/" + id;
    }
}
