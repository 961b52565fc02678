package app.touchline.mailbox;

import java.time.Clock;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.audit.AuditLog.Who;
import app.touchline.secrets.Secrets;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.Toast;

/** Mailboxes under Admin: connect, try out, look after. */
@Controller
class MailboxesController {

    private static final int DAYS_BACK = 180;

    private final MailboxRecords mailboxes;
    private final MailboxReader reader;
    private final ConnectionTest connections;
    private final ConnectionRecords tenants;
    private final Secrets secrets;
    private final MailSync sync;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    MailboxesController(
            MailboxRecords mailboxes,
            MailboxReader reader,
            ConnectionTest connections,
            ConnectionRecords tenants,
            Secrets secrets,
            MailSync sync,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.reader = reader;
        this.connections = connections;
        this.tenants = tenants;
        this.secrets = secrets;
        this.sync = sync;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/admin/mailboxes")
    String all(Model model) {
        model.addAttribute("mailboxes", reader.all());
        model.addAttribute("zone", settings.zone());
        return "mailbox/mailboxes";
    }

    @GetMapping("/admin/mailboxes/new")
    String form(Model model) {
        var since = settings.current().today(clock).minusDays(DAYS_BACK);
        return form(MailboxForm.empty(since), null, Map.of(), null, model);
    }

    @PostMapping("/admin/mailboxes")
    String add(
            MailboxForm sent,
            @RequestParam(required = false) @Nullable MultipartFile authorityFile,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var form = sent.trusting(authorityFile);
        var problems = problems(form, null);
        if (!problems.isEmpty()) return invalid(form, null, problems, model, response);
        var wanted = new NewMailbox(
                form.address(),
                form.memberId(),
                form.account(form.password()),
                form.sinceDay().orElseThrow(),
                form.withNotice());
        try {
            var id = mailboxes.add(wanted, who(me));
            Toast.say(
                    redirect,
                    "Connected. Reading begins " + (form.withNotice() ? "now." : "after the acknowledgement."));
            return "redirect:/admin/mailboxes/" + id;
        } catch (AlreadyConnected twice) {
            return invalid(form, null, Map.of("address", String.valueOf(twice.getMessage())), model, response);
        }
    }

    @PostMapping("/admin/mailboxes/test")
    String test(
            MailboxForm sent,
            @RequestParam(required = false) @Nullable MultipartFile authorityFile,
            @RequestParam(required = false) @Nullable Long stored,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String inPlace,
            Model model,
            HttpServletResponse response) {
        response.addHeader("Vary", "HX-Request");
        var mailbox = stored == null ? null : mailboxes.existing(stored);
        var form = sent.trusting(authorityFile);
        var problems = form.serverProblems(mailbox);
        trustProblems(form, problems);
        var answer = problems.isEmpty()
                ? connections.of(form.account(password(form, mailbox)))
                : new ConnectionTest.Answer(false, String.join(" ", problems.values()));
        if (inPlace != null) {
            model.addAttribute("answer", answer);
            return "mailbox/form :: answer";
        }
        return form(form, mailbox, problems, answer, model);
    }

    private String password(MailboxForm form, @Nullable Mailbox stored) {
        if (!form.password().isEmpty() || stored == null || !stored.hasPassword()) return form.password();
        return secrets.open(
                        stored.secret(), Mailbox.boundTo(stored.host(), stored.port(), stored.tls(), stored.username()))
                .orElse("");
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

    @GetMapping("/admin/mailboxes/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        var mailbox = mailboxes.existing(id);
        return form(MailboxForm.of(mailbox), mailbox, Map.of(), null, model);
    }

    @PostMapping("/admin/mailboxes/{id}")
    String change(
            @PathVariable long id,
            MailboxForm sent,
            @RequestParam(required = false) @Nullable MultipartFile authorityFile,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var stored = mailboxes.existing(id);
        var form = sent.trusting(authorityFile);
        var typed = new MailboxForm(
                stored.address(),
                form.host(),
                form.port(),
                form.tls(),
                form.username(),
                form.password(),
                form.signsInThrough(),
                form.authority(),
                form.authorityAlone(),
                form.belongsTo(),
                form.since(),
                form.noticeGiven());
        var problems = problems(typed, stored);
        if (!problems.isEmpty()) return invalid(typed, stored, problems, model, response);
        var password = typed.password().isEmpty() ? null : typed.password();
        if (stored.inTenant()) mailboxes.giveTo(id, typed.memberId(), who(me));
        else mailboxes.change(id, typed.memberId(), typed.account(typed.password()), password, who(me));
        mailboxes.readBackTo(id, typed.sinceDay().orElseThrow(), who(me));
        if (typed.withNotice()) mailboxes.recordNotice(id, who(me));
        Toast.say(redirect, "Saved.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/check")
    String check(@PathVariable long id, RedirectAttributes redirect) {
        mailboxes.checkNow(id);
        Toast.say(redirect, "Looking for new mail.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/pause")
    String pause(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.pause(id, who(me));
        Toast.withUndo(redirect, "Paused.", "/admin/mailboxes/" + id + "/resume");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/resume")
    String resume(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.resume(id, who(me));
        Toast.say(redirect, "Reading goes on from where it was.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @PostMapping("/admin/mailboxes/{id}/notice")
    String notice(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.recordNotice(id, who(me));
        Toast.say(redirect, "Recorded that notice was given. Reading begins.");
        return "redirect:/admin/mailboxes/" + id;
    }

    @GetMapping("/admin/mailboxes/{id}/removal")
    String removal(@PathVariable long id, Model model) {
        return health(id, model, "mailbox/removal");
    }

    @PostMapping("/admin/mailboxes/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        mailboxes.remove(id, who(me));
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

    private Map<String, String> problems(MailboxForm form, @Nullable Mailbox stored) {
        var problems = new HashMap<>(form.problems(stored, settings.current().today(clock)));
        trustProblems(form, problems);
        if (!problems.containsKey("belongsTo")
                && form.memberId() != null
                && members.findById(form.memberId()).isEmpty())
            problems.put("belongsTo", "That person is not here any more: choose another.");
        return problems;
    }

    private void trustProblems(MailboxForm form, Map<String, String> problems) {
        var authority = form.trusted();
        var wrong = authority == null ? null : authority.problem(clock.instant());
        if (wrong != null) problems.put("authority", wrong);
        var through = form.connectionId();
        if (through != null && tenants.all().stream().noneMatch(each -> each.id() == through))
            problems.put("signsInThrough", "That connection is not here any more: choose another.");
    }

    private String invalid(
            MailboxForm form,
            @Nullable Mailbox stored,
            Map<String, String> problems,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, stored, problems, null, model);
    }

    private String form(
            MailboxForm form,
            @Nullable Mailbox stored,
            Map<String, String> problems,
            ConnectionTest.@Nullable Answer answer,
            Model model) {
        model.addAttribute("form", form);
        model.addAttribute("stored", stored);
        model.addAttribute("problems", problems);
        model.addAttribute("answer", answer);
        model.addAttribute("members", members.findByActiveTrueOrderByName());
        model.addAttribute("connections", tenants.all());
        model.addAttribute("tlsModes", Tls.values());
        return "mailbox/form";
    }

    private static Who who(SignedIn me) {
        return new Who(me.id(), me.name());
    }

    @Bean
    static AdminEntry mailboxesUnderAdmin() {
        return new AdminEntry(
                40,
                "Mailboxes",
                "/admin/mailboxes",
                "mailbox",
                "Where mail is read, how far, and how each mailbox fares.",
                Set.of("ADMIN"));
    }
}
