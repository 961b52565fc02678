package app.touchline.views;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.answers.Answers;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Views of partners: those that exist from the start, saved ones, and whatever an address asks for; as a page and as files. */
@Controller
class ViewController {

    private static final int ROWS = 50;

    private final ViewReader reader;
    private final Answers answers;
    private final ViewFiles files;
    private final SavedViews saved;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    ViewController(
            ViewReader reader,
            Answers answers,
            ViewFiles files,
            SavedViews saved,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.answers = answers;
        this.files = files;
        this.saved = saved;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/views")
    String view(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable Long after,
            @AuthenticationPrincipal SignedIn me,
            Model model) {
        if (parameters.containsKey("field-0"))
            return "redirect:/views?" + View.of(parameters).query();
        if (parameters.isEmpty())
            return "redirect:/views?" + NamedView.NEEDS_ATTENTION.view().query();
        var view = View.of(parameters);
        var day = settings.current().today(clock);
        var all = saved.of(me);
        var query = view.query();
        var mine = all.stream()
                .filter(each -> each.query().equals(query))
                .findFirst()
                .orElse(null);
        var screen = new ViewScreen(
                view,
                Arrays.stream(NamedView.values())
                        .filter(each -> each.view().equals(view))
                        .findFirst()
                        .orElse(null),
                mine,
                all,
                answers.to(new Asked(view, day, after), () -> reader.page(view, day, after, ROWS)),
                answers.to(new Grouped(view, day), () -> reader.groups(view, day)),
                after != null,
                day,
                mailboxes.freshness(),
                me.worksWithPartners(),
                mine != null && mine.mayChange(me));
        model.addAttribute("screen", screen);
        return "views/view";
    }

    private record Asked(View view, LocalDate day, @Nullable Long after) {}

    private record Grouped(View view, LocalDate day) {}

    @GetMapping("/views/{code:[a-z0-9-]+}")
    String named(@PathVariable String code) {
        return "redirect:/views?"
                + NamedView.coded(code)
                        .map(NamedView::view)
                        .orElse(NamedView.NEEDS_ATTENTION.view())
                        .query();
    }

    @GetMapping("/views.csv")
    void csv(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response) {
        files.csv(View.of(parameters), settings.current().today(clock), response);
    }

    @GetMapping("/views.xlsx")
    void xlsx(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response) {
        files.xlsx(View.of(parameters), settings.current().today(clock), response);
    }

    @PostMapping("/views")
    String save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "no") String shared,
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var view = View.of(UriComponentsBuilder.newInstance().query(query).build().getQueryParams().entrySet().stream()
                .collect(
                        org.springframework.util.LinkedMultiValueMap::new,
                        (map, each) -> each.getValue()
                                .forEach(value -> map.add(each.getKey(), value == null ? "" : decoded(value))),
                        MultiValueMap::addAll));
        try {
            saved.save(name, shared.equals("yes"), view, me);
            Toast.say(redirect, "Saved: %s.".formatted(name.strip()));
        } catch (Refused refused) {
            Toast.say(redirect, refused.sentence());
        }
        return "redirect:/views?" + view.query();
    }

    private static String decoded(String value) {
        return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    @PostMapping("/views/{id:\\d{1,18}}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        saved.remove(id, me);
        Toast.say(redirect, "The view is removed; no partner is.");
        return "redirect:/views";
    }
}
