package app.touchline.mailbox;

import java.util.HashMap;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** Tenants of Microsoft 365 under Admin: connect, renew, find mailboxes. */
@Controller
class ConnectionsController {

    private final ConnectionRecords connections;
    private final MailboxReader mailboxes;
    private final Tenants tenants;
    private final NotificationAddress notifications;
    private final SubscriptionsReader subscriptions;
    private final CalendarProgress calendars;
    private final SettingsReader settings;

    ConnectionsController(
            ConnectionRecords connections,
            MailboxReader mailboxes,
            Tenants tenants,
            NotificationAddress notifications,
            SubscriptionsReader subscriptions,
            CalendarProgress calendars,
            SettingsReader settings) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.tenants = tenants;
        this.notifications = notifications;
        this.subscriptions = subscriptions;
        this.calendars = calendars;
        this.settings = settings;
    }

    @GetMapping("/admin/microsoft365")
    String all(Model model) {
        model.addAttribute(
                "connections",
                connections.all().stream().filter(each -> !each.isGoogle()).toList());
        return "mailbox/connections";
    }

    @GetMapping("/admin/microsoft365/new")
    String form(Model model) {
        return form(ConnectionForm.empty(), null, Map.of(), model);
    }

    @PostMapping("/admin/microsoft365")
    String add(
            ConnectionForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var problems = new HashMap<>(form.problems(true));
        if (problems.isEmpty()) cannotBeTold(form, problems);
        if (problems.isEmpty()) refusedSignIn(form.asTenant(), problems);
        if (!problems.isEmpty()) return invalid(form, null, problems, model, response);
        try {
            var id = connections.add(form.name(), form.asTenant(), form.scopeMeant(), me.who());
            connections.beTold(id, form.withNotifications(), me.who());
            connections.readMeetings(id, form.withMeetings(), me.who());
            Toast.say(redirect, "Connected: Microsoft 365 accepts the app. Now choose mailboxes.");
            return "redirect:/admin/microsoft365/" + id;
        } catch (AlreadyConnected twice) {
            return invalid(form, null, Map.of("clientId", String.valueOf(twice.getMessage())), model, response);
        }
    }

    private void cannotBeTold(ConnectionForm form, Map<String, String> problems) {
        if (form.withNotifications() && notifications.of(form.asTenant().graph()) == null)
            problems.put(
                    "notifications",
                    "For this, Touchline's own address (Admin › Settings) must begin with https:// and be reached from the"
                            + " internet.");
    }

    private void refusedSignIn(Tenant tenant, Map<String, String> problems) {
        try {
            tenants.signIn(tenant);
        } catch (MailTrouble e) {
            problems.put("credential", e.trouble().words());
        }
    }

    @GetMapping("/admin/microsoft365/{id}")
    String connection(@PathVariable long id, @RequestParam(required = false) @Nullable String like, Model model) {
        var connection = existing(id);
        model.addAttribute("connection", connection);
        model.addAttribute("zone", settings.zone());
        model.addAttribute("mailboxes", mailboxes.through(id));
        model.addAttribute("meetings", connection.meetings() ? calendars.of(id) : null);
        model.addAttribute("told", connection.notifications() ? subscriptions.of(id) : null);
        model.addAttribute("like", like == null ? "" : like);
        if (like != null) find(id, like, model);
        return "mailbox/connection";
    }

    private void find(long id, String like, Model model) {
        try {
            model.addAttribute("people", tenants.people(connections.tenant(id), like));
        } catch (MailTrouble e) {
            model.addAttribute("trouble", e.trouble().words());
        }
    }

    @GetMapping("/admin/microsoft365/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        var connection = existing(id);
        return form(ConnectionForm.of(connection), connection, Map.of(), model);
    }

    /** Tenant, app and addresses stay as they are: another app is another connection. */
    @PostMapping("/admin/microsoft365/{id}")
    String change(
            @PathVariable long id,
            ConnectionForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var stored = existing(id);
        var typed = new ConnectionForm(
                form.name(),
                stored.tenant(),
                stored.clientId(),
                form.credential(),
                form.secret(),
                form.certificate(),
                form.outside(),
                form.notifications(),
                form.meetings(),
                Cloud.OTHER,
                stored.graphUrl(),
                stored.authorityUrl());
        var problems = new HashMap<>(typed.problems(false));
        if (problems.isEmpty()) cannotBeTold(typed, problems);
        if (problems.isEmpty() && typed.givesCredential()) refusedSignIn(typed.asTenant(), problems);
        if (!problems.isEmpty()) return invalid(typed, stored, problems, model, response);
        connections.rename(id, typed.name(), typed.scopeMeant(), me.who());
        connections.beTold(id, typed.withNotifications(), me.who());
        connections.readMeetings(id, typed.withMeetings(), me.who());
        if (typed.givesCredential()) connections.renew(id, typed.given(), me.who());
        Toast.say(redirect, typed.givesCredential() ? "Saved. Reading goes on from where it was." : "Saved.");
        return "redirect:/admin/microsoft365/" + id;
    }

    @PostMapping("/admin/microsoft365/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        if (!mailboxes.through(id).isEmpty()) {
            Toast.say(redirect, "Mailboxes are read through it: remove those first.");
            return "redirect:/admin/microsoft365/" + id;
        }
        connections.remove(id, me.who());
        Toast.say(redirect, "Removed, and its credential is forgotten.");
        return "redirect:/admin/microsoft365";
    }

    private MailConnection existing(long id) {
        var connection = connections.existing(id);
        if (connection.isGoogle()) throw new NoSuchConnection(id);
        return connection;
    }

    private String invalid(
            ConnectionForm form,
            @Nullable MailConnection stored,
            Map<String, String> problems,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, stored, problems, model);
    }

    private static String form(
            ConnectionForm form, @Nullable MailConnection stored, Map<String, String> problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("stored", stored);
        model.addAttribute("problems", problems);
        model.addAttribute("clouds", Cloud.values());
        return "mailbox/connection-form";
    }

    @Bean
    static AdminEntry tenantsUnderAdmin() {
        return new AdminEntry(
                Section.MAIL,
                41,
                "Microsoft 365",
                "/admin/microsoft365",
                "plug-connected",
                "Tenants whose mailboxes are read through one app, without a password for each.",
                Set.of("ADMIN"));
    }
}
