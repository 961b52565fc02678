package app.touchline.mailbox;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.audit.AuditLog.Who;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Connects a tenant's mailboxes, each looked into before. */
@Controller
class TenantMailboxesController {

    private static final int DAYS_BACK = 180;

    private final ConnectionRecords connections;
    private final MailboxRecords mailboxes;
    private final Tenants tenants;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    TenantMailboxesController(
            ConnectionRecords connections,
            MailboxRecords mailboxes,
            Tenants tenants,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.tenants = tenants;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/admin/microsoft365/{id}/mailboxes/new")
    String form(@PathVariable long id, @RequestParam(defaultValue = "") String address, Model model) {
        var since = settings.current().today(clock).minusDays(DAYS_BACK);
        var belongsTo = members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.email().equalsIgnoreCase(address.strip()))
                .map(member -> String.valueOf(member.id()))
                .findFirst()
                .orElse(MailboxForm.SHARED);
        return form(
                id, new TenantMailboxForm(address, belongsTo, since.toString(), false, false), Map.of(), null, model);
    }

    @PostMapping("/admin/microsoft365/{id}/mailboxes")
    String add(
            @PathVariable long id,
            TenantMailboxForm form,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var problems = problems(form);
        if (!problems.isEmpty()) return invalid(id, form, problems, null, model, response);
        Tenants.Probe probe = null;
        try {
            probe = tenants.probe(
                    connections.tenant(id),
                    form.address(),
                    connections.existing(id).scopeMeant());
        } catch (MailTrouble e) {
            if (!form.allTheSame())
                return invalid(id, form, Map.of(), e.trouble().words(), model, response);
        }
        var wanted = new NewTenantMailbox(
                form.address(), form.memberId(), id, form.sinceDay().orElseThrow(), form.withNotice());
        try {
            var mailbox = mailboxes.add(wanted, new Who(me.id(), me.name()));
            if (probe != null) mailboxes.probed(mailbox, probe);
            Toast.say(
                    redirect,
                    "Connected. Reading begins " + (form.withNotice() ? "now." : "after the acknowledgement."));
            return "redirect:/admin/mailboxes/" + mailbox;
        } catch (AlreadyConnected twice) {
            return invalid(id, form, Map.of("address", String.valueOf(twice.getMessage())), null, model, response);
        }
    }

    private Map<String, String> problems(TenantMailboxForm form) {
        var problems = new HashMap<>(form.problems(settings.current().today(clock)));
        if (!problems.containsKey("belongsTo")
                && form.memberId() != null
                && members.findById(form.memberId()).isEmpty())
            problems.put("belongsTo", "That person is not here any more: choose another.");
        return problems;
    }

    private String invalid(
            long id,
            TenantMailboxForm form,
            Map<String, String> problems,
            @Nullable String trouble,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, form, problems, trouble, model);
    }

    private String form(
            long id, TenantMailboxForm form, Map<String, String> problems, @Nullable String trouble, Model model) {
        model.addAttribute("connection", connections.existing(id));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("trouble", trouble);
        model.addAttribute("members", members.findByActiveTrueOrderByName());
        return "mailbox/tenant-mailbox-form";
    }
}
