package app.touchline.views;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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

import app.touchline.action.NextStep;
import app.touchline.action.NextStepReader;
import app.touchline.answers.Answers;
import app.touchline.mailbox.MailboxHealthReader;
import app.touchline.partner.Refused;
import app.touchline.partner.TrackerField;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.views.ViewReader.Row;
import app.touchline.views.ViewReader.ViewPage;
import app.touchline.views.ViewsReader.Choice;
import app.touchline.web.Toast;

/** The partners, by views: all of them, those that exist from the start, saved ones, and whatever an address asks for; as a page and as files. */
@Controller
class ViewController {

    private static final int ROWS = 50;

    private final ViewReader pages;
    private final ViewsReader reader;
    private final NextStepReader steps;
    private final Answers answers;
    private final ViewFiles files;
    private final SavedViews saved;
    private final MailboxHealthReader mailboxes;
    private final SettingsReader settings;
    private final Clock clock;

    ViewController(
            ViewReader pages,
            ViewsReader reader,
            NextStepReader steps,
            Answers answers,
            ViewFiles files,
            SavedViews saved,
            MailboxHealthReader mailboxes,
            SettingsReader settings,
            Clock clock) {
        this.pages = pages;
        this.reader = reader;
        this.steps = steps;
        this.answers = answers;
        this.files = files;
        this.saved = saved;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/partners")
    String view(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal SignedIn me, Model model) {
        if (FormerAddress.is(parameters))
            return "redirect:"
                    + FormerAddress.view(parameters, reader.tiers(), owners()).address();
        var view = View.of(parameters);
        if (View.isOfAForm(parameters)) return "redirect:" + view.address();
        var day = settings.current().today(clock);
        var turn = Turn.of(parameters.getFirst("after"), parameters.getFirst("before"));
        var all = saved.of(me);
        var query = view.query();
        var mine = all.stream()
                .filter(each -> each.query().equals(query))
                .findFirst()
                .orElse(null);
        var page = answers.to(new Asked(view, day, turn), () -> pages.page(view, day, turn, ROWS));
        var screen = new ViewScreen(
                view,
                Arrays.stream(NamedView.values())
                        .filter(each -> each.view().equals(view))
                        .findFirst()
                        .orElse(null),
                mine,
                all,
                page,
                answers.to(new Grouped(view.group(), view, day), () -> pages.groups(view, day)),
                steps(view, page),
                QuickFilter.of(view, names(reader.tiers()), names(owners())),
                answers.to("partners in the programme", reader::partners),
                day,
                clock.instant(),
                me.zone(),
                mailboxes.freshness(),
                me.worksWithPartners(),
                mine != null && mine.mayChange(me));
        model.addAttribute("screen", screen);
        return "views/view";
    }

    private record Asked(View view, LocalDate day, @Nullable Turn turn) {}

    private record Grouped(@Nullable TrackerField by, View view, LocalDate day) {}

    private Map<Long, NextStep> steps(View view, ViewPage page) {
        return view.columns().contains(TrackerField.NEXT_ACTION_DATE)
                ? steps.of(page.rows().stream().map(Row::partnerId).toList())
                : Map.of();
    }

    private List<Choice> owners() {
        return answers.to("owners of partners", reader::owners);
    }

    private static List<String> names(List<Choice> choices) {
        return choices.stream().map(Choice::name).distinct().toList();
    }

    /** The list of partners is the page of all views. */
    @GetMapping("/views")
    String former(@RequestParam MultiValueMap<String, String> parameters) {
        return "redirect:" + View.of(parameters).address();
    }

    @GetMapping("/views/{code:[a-z0-9-]+}")
    String named(@PathVariable String code) {
        return "redirect:"
                + NamedView.coded(code).orElse(NamedView.ALL_PARTNERS).view().address();
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
        return "redirect:" + view.address();
    }

    private static String decoded(String value) {
        return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    @PostMapping("/views/{id:\\d{1,18}}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        saved.remove(id, me);
        Toast.say(redirect, "The view is removed; no partner is.");
        return "redirect:/partners";
    }
}
