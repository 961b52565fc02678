package app.touchline.outreach;

import java.util.LinkedHashMap;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** Where admins write outreach templates. */
@Controller
@RequestMapping(TemplatesController.PATH)
class TemplatesController {

    static final String PATH = "/admin/templates";

    private final Templates templates;

    TemplatesController(Templates templates) {
        this.templates = templates;
    }

    @Bean
    static AdminEntry templatesUnderAdmin() {
        return new AdminEntry(
                Section.PARTNERS,
                25,
                "Outreach templates",
                PATH,
                "writing",
                "Prepared mails to partners, opened in each person's own mail program.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping
    String list(Model model) {
        return list(EditForm.sent(Templates.FIELDS, Map.of()), Map.of(), model);
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var form = EditForm.sent(Templates.FIELDS, parameters);
        var problems = templates.add(form, me.who());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(form, problems, model);
        }
        Toast.say(redirect, form.get("name") + " is added.");
        return "redirect:" + PATH;
    }

    @GetMapping("/{id}")
    String open(@PathVariable long id, Model model) {
        return edit(id, found(id).opened(), Map.of(), model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @AuthenticationPrincipal SignedIn me,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        found(id);
        var form = EditForm.sent(Templates.FIELDS, parameters);
        try {
            var problems = templates.change(id, form, me.who());
            if (problems.isEmpty()) {
                Toast.say(redirect, "Saved.");
                return "redirect:" + PATH;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return edit(id, form, problems, model);
        } catch (ChangedMeanwhile changed) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = new LinkedHashMap<String, String>();
            for (var clash : changed.clashes())
                problems.put(clash.field(), "%s Theirs: “%s”.".formatted(clash.sentence(), clash.theirs()));
            return edit(id, changed.form(), problems, model);
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        templates.remove(id, me.who());
        Toast.say(redirect, "Removed. What it said stands in the audit.");
        return "redirect:" + PATH;
    }

    private OutreachTemplate found(long id) {
        return templates.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String list(EditForm form, Map<String, String> problems, Model model) {
        model.addAttribute("templates", templates.all());
        return fill(null, form, problems, model, "outreach/templates");
    }

    private static String edit(long id, EditForm form, Map<String, String> problems, Model model) {
        return fill(id, form, problems, model, "outreach/template");
    }

    private static String fill(
            @Nullable Long id, EditForm form, Map<String, String> problems, Model model, String view) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("fields", Field.values());
        return view;
    }
}
