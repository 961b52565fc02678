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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.secrets.Secrets;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Where a mailbox is connected and changed, and tried out before it is saved. */
@Controller
class MailboxFormController {

    private static final int DAYS_BACK = 180;

    private final MailboxRecords mailboxes;
    private final ConnectionTest trial;
    private final ConnectionRecords connections;
    private final Secrets secrets;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    MailboxFormController(
            MailboxRecords mailboxes,
            ConnectionTest trial,
            ConnectionRecords connections,
            Secrets secrets,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.trial = trial;
        this.connections = connections;
        this.secrets = secrets;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
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
            var id = mailboxes.add(wanted, me.who());
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
                ? trial.of(form.account(password(form, mailbox)))
                : new ConnectionTest.Answer(false, String.join(" ", problems.values()));
        if (inPlace != null) {
            model.addAttribute("answer", answer);
            return "mailbox/form :: answer";
        }
        return form(form, mailbox, problems, answer, model);
    }

    /** What was typed; where nothing was, what is stored. */
    private String password(MailboxForm form, @Nullable Mailbox stored) {
        return !form.password().isEmpty() || stored == null
                ? form.password()
                : stored.entrance().password(secrets);
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
        if (stored.inTenant()) mailboxes.giveTo(id, typed.memberId(), me.who());
        else mailboxes.change(id, typed.memberId(), typed.account(typed.password()), password, me.who());
        mailboxes.readBackTo(id, typed.sinceDay().orElseThrow(), me.who());
        if (typed.withNotice()) mailboxes.recordNotice(id, me.who());
        Toast.say(redirect, "Saved.");
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
        if (through != null && connections.all().stream().noneMatch(each -> each.id() == through))
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
        model.addAttribute("connections", connections.all());
        model.addAttribute("tlsModes", Tls.values());
        return "mailbox/form";
    }
}
