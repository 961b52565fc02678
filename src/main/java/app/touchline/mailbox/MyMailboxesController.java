package app.touchline.mailbox;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** A person's own mailboxes: what is read and kept of them, and their word that it may begin. */
@Controller
class MyMailboxesController {

    private final MailboxRecords mailboxes;

    MyMailboxesController(MailboxRecords mailboxes) {
        this.mailboxes = mailboxes;
    }

    @GetMapping("/me/mailboxes")
    String mine(@AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("mailboxes", mailboxes.of(me.id()));
        return "mailbox/mine";
    }

    @PostMapping("/me/mailboxes/{id}/acknowledgement")
    String acknowledge(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var owner = mailboxes.existing(id).memberId();
        if (owner == null || owner != me.id()) throw new AccessDeniedException("only its owner acknowledges a mailbox");
        mailboxes.acknowledge(id, me.id(), new Who(me.id(), me.name()));
        Toast.say(redirect, "Thank you. Reading begins.");
        return "redirect:/me/mailboxes";
    }
}
