package app.touchline.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.deal.Stage;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.pipeline.StageRules.WhenStalled;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** How likely each stage is won, when a deal in it is stalled, and what becomes of it then. */
@Controller
@RequestMapping("/admin/pipeline")
class StageRulesController {

    private final StageRules rules;

    StageRulesController(StageRules rules) {
        this.rules = rules;
    }

    @GetMapping
    String rules(Model model) {
        var typed = new LinkedHashMap<String, String>();
        for (var rule : rules.all()) {
            typed.put("probability." + rule.stage(), "" + rule.probability());
            typed.put("days." + rule.stage(), "" + rule.staleDays());
        }
        var whenStalled = rules.whenStalled();
        typed.put("byItself", whenStalled.byItself() ? "yes" : "");
        typed.put("actionDays", "" + whenStalled.days());
        return show(typed, new Problems(), model);
    }

    @PostMapping
    String save(
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var problems = new Problems();
        try {
            var all = Stage.open().stream()
                    .map(stage -> new StageRule(
                            stage,
                            number("probability." + stage, sent, problems),
                            number("days." + stage, sent, problems)))
                    .toList();
            var whenStalled = new WhenStalled("yes".equals(sent.get("byItself")), number("actionDays", sent, problems));
            if (problems.none()) {
                rules.change(all, whenStalled, me.who());
                Toast.say(redirect, "Saved. The board and the forecast follow at once.");
                return "redirect:/admin/pipeline";
            }
        } catch (Refused refused) {
            problems.add(refused);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(sent, problems, model);
    }

    /** 1 where it is no number, which is said then, so that whatever else is wrong is said as well. */
    private static int number(String field, Map<String, String> sent, Problems problems) {
        var typed = sent.getOrDefault(field, "").strip();
        if (typed.matches("\\d{1,4}")) return Integer.parseInt(typed);
        problems.add(
                field, typed.isEmpty() ? "A number is missing here." : "“%s” is not a whole number.".formatted(typed));
        return 1;
    }

    private static String show(Map<String, String> typed, Problems problems, Model model) {
        model.addAttribute("stages", Stage.open());
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "pipeline/rules";
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        AdminEntry pipelineRulesEntry() {
            return new AdminEntry(
                    Section.DEALS,
                    27,
                    "Stages of deals",
                    "/admin/pipeline",
                    "chart-line",
                    "How likely each stage is won, after how many days a deal stalls, and what becomes of it then.",
                    Set.of(Role.ADMIN.name()));
        }
    }
}
