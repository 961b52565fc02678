package app.touchline.mailbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** Service accounts of Google Workspaces under Admin: connect, renew, remove. */
@Controller
class GoogleController {

    private final ConnectionRecords connections;
    private final MailboxReader mailboxes;
    private final AccessTokens<GoogleAccount> google;

    GoogleController(ConnectionRecords connections, MailboxReader mailboxes, AccessTokens<GoogleAccount> google) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.google = google;
    }

    @GetMapping("/admin/google")
    String all(Model model) {
        model.addAttribute(
                "connections",
                connections.all().stream().filter(MailConnection::isGoogle).toList());
        return "mailbox/google";
    }

    @GetMapping("/admin/google/new")
    String form(Model model) {
        return form(new GoogleForm("Google Workspace", "", ""), null, Map.of(), model);
    }

    @PostMapping("/admin/google")
    String add(
            GoogleForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var problems = form.problems(true);
        if (problems.isEmpty()) refusedSignIn(form, problems);
        if (!problems.isEmpty()) return invalid(form, null, problems, model, response);
        try {
            var account = GoogleAccount.read(0, form.keyFile()).orElseThrow();
            connections.add(form.name(), account, form.keyFile(), me.who());
        } catch (AlreadyConnected twice) {
            return invalid(form, null, Map.of("keyFile", String.valueOf(twice.getMessage())), model, response);
        }
        Toast.say(
                redirect, "Connected: Google accepts the service account. Now add mailboxes that sign in through it.");
        return "redirect:/admin/google";
    }

    private void refusedSignIn(GoogleForm form, Map<String, String> problems) {
        try {
            google.current(GoogleAccount.read(0, form.keyFile()).orElseThrow(), form.tryWith());
        } catch (MailTrouble e) {
            problems.put("keyFile", e.trouble().words());
        }
    }

    @GetMapping("/admin/google/{id}")
    String edit(@PathVariable long id, Model model) {
        var stored = existing(id);
        return form(new GoogleForm(stored.name(), "", ""), stored, Map.of(), model);
    }

    /** Another service account is another connection. */
    @PostMapping("/admin/google/{id}")
    String change(
            @PathVariable long id,
            GoogleForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var stored = existing(id);
        var problems = new HashMap<>(form.problems(false));
        var fresh = GoogleAccount.read(id, form.keyFile());
        if (problems.isEmpty() && fresh.isPresent() && !fresh.get().email().equals(stored.tenant()))
            problems.put("keyFile", "That is the key of another service account: connect it as a new one.");
        if (problems.isEmpty() && fresh.isPresent()) refusedSignIn(form, problems);
        if (!problems.isEmpty()) return invalid(form, stored, problems, model, response);
        connections.rename(id, form.name(), null, me.who());
        if (fresh.isPresent()) connections.renew(id, form.keyFile(), me.who());
        Toast.say(redirect, fresh.isPresent() ? "Saved. Reading goes on from where it was." : "Saved.");
        return "redirect:/admin/google";
    }

    @PostMapping("/admin/google/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        existing(id);
        if (!mailboxes.through(id).isEmpty()) {
            Toast.say(redirect, "Mailboxes are read through it: remove those first.");
            return "redirect:/admin/google/" + id;
        }
        connections.remove(id, me.who());
        Toast.say(redirect, "Removed, and its key is forgotten.");
        return "redirect:/admin/google";
    }

    private MailConnection existing(long id) {
        var connection = connections.existing(id);
        if (!connection.isGoogle()) throw new NoSuchConnection(id);
        return connection;
    }

    private String invalid(
            GoogleForm form,
            @Nullable MailConnection stored,
            Map<String, String> problems,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, stored, problems, model);
    }

    private String form(GoogleForm form, @Nullable MailConnection stored, Map<String, String> problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("stored", stored);
        model.addAttribute("problems", problems);
        model.addAttribute("mailboxes", stored == null ? List.of() : mailboxes.through(stored.id()));
        return "mailbox/google-form";
    }

    @Bean
    static AdminEntry serviceAccountsUnderAdmin() {
        return new AdminEntry(
                Section.MAIL,
                42,
                "Google Workspace",
                "/admin/google",
                "plug-connected",
                "Service accounts through which mailboxes are read by IMAP, without a password for each.",
                Set.of("ADMIN"));
    }
}
