package app.touchline.mailbox;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** Mailboxes under Admin: how each fares, and what is done about it. */
@Controller
class MailboxesController {

    private final MailboxRecords mailboxes;
    private final MailboxReader reader;
    private final MailboxHealthReader health;
    private final MailboxLines lines;
    private final MailSync sync;
    private final SettingsReader settings;

    MailboxesController(
            MailboxRecords mailboxes,
            MailboxReader reader,
            MailboxHealthReader health,
            MailboxLines lines,
            MailSync sync,
            SettingsReader settings) {
        this.mailboxes = mailboxes;
        this.reader = reader;
        this.health = health;
        this.lines = lines;
        this.sync = sync;
        this.settings = settings;
    }

    @GetMapping("/admin/mailboxes")
    String all(
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(defaultValue = "") String like,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var group = MailboxGroup.of(show).orElse(null);
        model.addAttribute("mailboxes", lines.page(group, like.strip(), Math.clamp(page, 1, 100_000)));
        model.addAttribute("together", health.freshness());
        model.addAttribute("zone", settings.zone());
        return "mailbox/mailboxes";
    }

    @GetMapping("/admin/mailboxes/{id}")
    String mailbox(@PathVariable long id, Model model) {
        return health(id, model, "mailbox/mailbox");
    }

    /** The part of the page that changes by itself. */
    @GetMapping("/admin/mailboxes/{id}/standing")
    String standing(@PathVariable long id, Model model) {
        return health(id, model, "mailbox/mailbox :: standing");
    }

    private String health(long id, Model model, String view) {
        model.addAttribute("mailbox", reader.of(id).orElseThrow(() -> new NoSuchMailbox(id)));
        model.addAttribute("zone", settings.zone());
        return view;
    }

    @PostMapping("/admin/mailboxes/{id}/check")
    String check(@PathVariable long id, RedirectAttributes redirect) {
        mailboxes.checkNow(id);
        Toast.say(redirect, "Looking for new mail.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/pause")
    String pause(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.pause(id, me.who());
        Toast.withUndo(redirect, "Paused.", "/admin/mailboxes/" + id + "/resume");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/resume")
    String resume(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.resume(id, me.who());
        Toast.say(redirect, "Reading goes on from where it was.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/notice")
    String notice(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.recordNotice(id, me.who());
        Toast.say(redirect, "Recorded that notice was given. Reading begins.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @GetMapping("/admin/mailboxes/{id}/removal")
    String removal(@PathVariable long id, Model model) {
        return health(id, model, "mailbox/removal");
    }

    @PostMapping("/admin/mailboxes/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.remove(id, me.who());
        Toast.say(redirect, "Removed. Its touches stay; its password is forgotten.");
        return "redirect:/admin/mailboxes";
    }

    @PostMapping("/admin/mailboxes/{id}/quarantine")
    String retry(@PathVariable long id, @RequestParam String providerId, RedirectAttributes redirect) {
        mailboxes.existing(id);
        try {
            Toast.say(
                    redirect,
                    sync.retry(id, providerId) ? "The message is in now." : "The message still cannot be read.");
        } catch (MailTrouble e) {
            Toast.say(redirect, e.trouble().words());
        }
        return "redirect:/admin/mailboxes/" + id;
    }

    @Bean
    static AdminEntry mailboxesUnderAdmin() {
        return new AdminEntry(
                Section.MAIL,
                40,
                "Mailboxes",
                "/admin/mailboxes",
                "mailbox",
                "Where mail is read, how far, and how each mailbox fares.",
                Set.of("ADMIN"));
    }
}
