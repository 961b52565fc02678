package app.touchline.post;

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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.post.TestMessage.Answer;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** The page of outgoing mail: its server, a test message, and what is on its way. */
@Controller
class MailController {

    private final SmtpServers servers;
    private final Outbox outbox;
    private final OutboxReader reader;
    private final TestMessage test;
    private final LetterPaper paper;
    private final SettingsReader settings;

    MailController(
            SmtpServers servers,
            Outbox outbox,
            OutboxReader reader,
            TestMessage test,
            LetterPaper paper,
            SettingsReader settings) {
        this.servers = servers;
        this.outbox = outbox;
        this.reader = reader;
        this.test = test;
        this.paper = paper;
        this.settings = settings;
    }

    @Bean
    static AdminEntry mailUnderAdmin() {
        return new AdminEntry(
                Section.OUT,
                45,
                "Outgoing mail",
                "/admin/mail",
                "mail-up",
                "The server through which Touchline sends alerts and links, and what is on its way.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping("/admin/mail")
    String mail(Model model) {
        var form = servers.stored()
                .map(MailForm::of)
                .orElseGet(() -> MailForm.empty(settings.current().name()));
        return page(form, Map.of(), null, model);
    }

    @PostMapping("/admin/mail")
    String save(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute MailForm form,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var stored = servers.stored().orElse(null);
        var problems = form.problems(stored);
        if (!problems.isEmpty()) return refuse(form, problems, null, response, model);
        if (!servers.save(form.server(password(stored)), form.version(), me.who()))
            return refuse(
                    form,
                    Map.of("version", "Somebody else saved meanwhile. Open the page again, and look before you save."),
                    null,
                    response,
                    model);
        Toast.say(redirect, "Saved. Mail goes out through " + form.host() + ".");
        return "redirect:/admin/mail";
    }

    /** With what is typed, saved or not. */
    @PostMapping("/admin/mail/test")
    String sendTest(
            @AuthenticationPrincipal SignedIn me,
            @ModelAttribute MailForm form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Vary", "HX-Request");
        var stored = servers.stored().orElse(null);
        var problems = form.problems(stored);
        var answer = problems.isEmpty()
                ? test.send(form.server(password(stored)), testLetter(me))
                : new Answer(false, String.join(" ", problems.values()));
        if (inPlace) {
            model.addAttribute("answer", answer);
            return "post/mail :: answer";
        }
        return problems.isEmpty()
                ? page(form, problems, answer, model)
                : refuse(form, problems, answer, response, model);
    }

    private Letter testLetter(SignedIn me) {
        return paper.write(
                me.email(),
                me.name(),
                new LetterPaper.Words(
                        "A test message from Touchline",
                        List.of("You asked for this message on the page of outgoing mail. It arrived: alerts and links"
                                + " that Touchline sends will too."),
                        paper.address("/admin/mail"),
                        "The page of outgoing mail",
                        "You get this because you pressed “Send a test message to me”."));
    }

    /** Of the stored server, null where it does not open or there is none: then it must be typed. */
    private @Nullable String password(SmtpServers.@Nullable Stored stored) {
        if (stored == null) return null;
        return servers.open(stored).map(SmtpServer::password).orElse(null);
    }

    @PostMapping("/admin/mail/removal")
    String switchOff(@AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        servers.remove(me.who());
        Toast.say(redirect, "No more mail goes out. The password is forgotten.");
        return "redirect:/admin/mail";
    }

    @PostMapping("/admin/mail/messages/{id}/retry")
    String tryAgain(@PathVariable long id, RedirectAttributes redirect) {
        Toast.say(
                redirect,
                outbox.tryAgain(id) ? "It is tried again within seconds." : "That message did not fail any more.");
        return "redirect:/admin/mail";
    }

    private String refuse(
            MailForm form,
            Map<String, String> problems,
            @Nullable Answer answer,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(form, problems, answer, model);
    }

    private String page(MailForm form, Map<String, String> problems, @Nullable Answer answer, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("answer", answer);
        model.addAttribute("server", servers.stored().orElse(null));
        model.addAttribute("protections", Protection.values());
        model.addAttribute("messages", reader.lines());
        return "post/mail";
    }
}
