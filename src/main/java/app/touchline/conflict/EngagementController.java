package app.touchline.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** An admin's page for the rules of engagement, and for other names of customers. */
@Controller
@RequestMapping(EngagementController.PATH)
class EngagementController {

    static final String PATH = "/admin/engagement";

    private final EngagementRules rules;
    private final Aliases aliases;

    EngagementController(EngagementRules rules, Aliases aliases) {
        this.rules = rules;
        this.aliases = aliases;
    }

    @Bean
    static AdminEntry engagementUnderAdmin() {
        return new AdminEntry(
                Section.DEALS,
                25,
                "Rules of engagement",
                PATH,
                "layers-intersect",
                "Which deal comes first when two are for one customer; other names of customers.",
                Set.of(Role.ADMIN.name()));
    }

    /** A rule as the form shows it: its place in the order is empty where it is not used. */
    record Line(RuleKind kind, String place, String sentence) {

        public String code() {
            return kind.name();
        }

        public String words() {
            return kind.words();
        }
    }

    @GetMapping
    String page(Model model) {
        return show(lines(rules.of(rules.version())), new Problems(), model);
    }

    private static List<Line> lines(List<Rule> current) {
        var lines = new ArrayList<Line>();
        for (var rule : current) lines.add(new Line(rule.kind(), "" + rule.position(), rule.sentence()));
        for (var kind : RuleKind.values())
            if (lines.stream().noneMatch(line -> line.kind() == kind))
                lines.add(new Line(kind, "", kind.words() + "."));
        return lines;
    }

    /** @param typed {@code place.KIND} and {@code sentence.KIND} for each kind of rule */
    @PostMapping
    String change(
            @RequestParam int version,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var lines = new ArrayList<Line>();
        for (var kind : RuleKind.values())
            lines.add(new Line(
                    kind,
                    typed.getOrDefault("place." + kind.name(), "").strip(),
                    typed.getOrDefault("sentence." + kind.name(), "")));
        try {
            rules.change(version, inOrder(lines), me);
            Toast.say(redirect, "Saved as version %d, for decisions from now on.".formatted(rules.version()));
            return "redirect:" + PATH;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(lines, Problems.of(refused), model);
        }
    }

    private static List<Rule> inOrder(List<Line> lines) {
        for (var line : lines)
            if (!line.place().matches("\\d{0,3}"))
                throw new Refused(
                        "rules", "“%s” is no place in the order; write a number, or nothing.".formatted(line.place()));
        return lines.stream()
                .filter(line -> !line.place().isEmpty())
                .map(line -> new Rule(Integer.parseInt(line.place()), line.kind(), line.sentence()))
                .sorted(Comparator.comparingInt(Rule::position))
                .toList();
    }

    @PostMapping("/aliases")
    String addAlias(
            @RequestParam(defaultValue = "") String alias,
            @RequestParam(defaultValue = "") String customer,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        try {
            aliases.add(alias, customer, me);
            Toast.say(redirect, "Noted. Open deals are compared by it.");
            return "redirect:" + PATH;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(lines(rules.of(rules.version())), Problems.of(refused), model);
        }
    }

    @PostMapping("/aliases/{id}/removal")
    String removeAlias(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        aliases.remove(id, me);
        Toast.say(redirect, "Removed.");
        return "redirect:" + PATH;
    }

    private String show(List<Line> lines, Problems problems, Model model) {
        model.addAttribute("version", rules.version());
        model.addAttribute("lines", lines);
        model.addAttribute("versions", rules.versions());
        model.addAttribute("aliases", aliases.all());
        model.addAttribute("problems", problems);
        return "conflict/engagement";
    }
}
