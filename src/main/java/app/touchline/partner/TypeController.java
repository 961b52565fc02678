package app.touchline.partner;

import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** The page of the types of partners. */
@Controller
@RequestMapping(TypeController.PATH)
class TypeController {

    static final String PATH = "/admin/types";

    private final TypeRecords records;

    TypeController(TypeRecords records) {
        this.records = records;
    }

    @GetMapping
    String list(Model model) {
        return list(null, "", new Problems(), model);
    }

    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return done(null, name, () -> records.add(name, me), "Added.", model, redirect, response);
    }

    @PostMapping("/{id}")
    String rename(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return done(id, name, () -> records.rename(id, name, me), "Saved.", model, redirect, response);
    }

    @PostMapping("/{id}/archiving")
    String archive(
            @PathVariable long id,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return done(id, "", () -> records.archive(id, me), "No longer offered.", model, redirect, response);
    }

    @PostMapping("/{id}/restoration")
    String restore(
            @PathVariable long id,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return done(id, "", () -> records.restore(id, me), "Offered again.", model, redirect, response);
    }

    private String done(
            @Nullable Long id,
            String typed,
            Runnable verb,
            String said,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Refused problem;
        try {
            verb.run();
            Toast.say(redirect, said);
            return "redirect:" + PATH;
        } catch (Refused refused) {
            problem = refused;
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problem = Refused.atTheSameMoment();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(id, typed, Problems.of(problem), model);
    }

    private String list(@Nullable Long where, String typed, Problems problems, Model model) {
        model.addAttribute("types", records.all());
        model.addAttribute("where", where);
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "partner/types";
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        AdminEntry typesEntry() {
            return new AdminEntry(
                    Section.PARTNERS,
                    22,
                    "Types of partners",
                    PATH,
                    "building",
                    "The kinds of companies that partners are.",
                    Set.of(Role.ADMIN.name()));
        }
    }
}
