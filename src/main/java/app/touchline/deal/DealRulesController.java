package app.touchline.deal;

import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
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

import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** An admin's page for the rules of deals. */
@Controller
@RequestMapping(DealRulesController.PATH)
class DealRulesController {

    static final String PATH = "/admin/deals";

    private final DealRules rules;
    private final LostReasons reasons;
    private final DecisionClock decisions;

    DealRulesController(DealRules rules, LostReasons reasons, DecisionClock decisions) {
        this.rules = rules;
        this.reasons = reasons;
        this.decisions = decisions;
    }

    @Bean
    static AdminEntry dealsUnderAdmin() {
        return new AdminEntry(
                Section.DEALS,
                24,
                "Deals",
                PATH,
                "shield-check",
                "By when registrations are decided, how long deals are protected, why they are lost.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping
    String page(Model model) {
        return show(new Problems(), "", model);
    }

    @PostMapping("/decisions")
    String decideWithin(
            @RequestParam(defaultValue = "") String days,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(() -> rules.decideWithin(number("decisionDays", days), me), "decisions", model, response, redirect);
    }

    @PostMapping("/protection")
    String protect(
            @RequestParam(required = false) @Nullable Long tier,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String extensionDays,
            @RequestParam(defaultValue = "") String extensions,
            @RequestParam(defaultValue = "") String evidence,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(
                () -> rules.protect(
                        tier,
                        number("days", days),
                        number("extensionDays", extensionDays),
                        number("extensions", extensions),
                        evidence,
                        me),
                "protection" + (tier == null ? "" : tier),
                model,
                response,
                redirect);
    }

    @PostMapping("/protection/{tier}/removal")
    String protectAsOthers(
            @PathVariable long tier,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(() -> rules.protectAsOthers(tier, me), "protection" + tier, model, response, redirect);
    }

    @PostMapping("/reasons")
    String addReason(
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(() -> rules.addReason(name, me), "reasons", model, response, redirect);
    }

    @PostMapping("/reasons/{id}")
    String renameReason(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(() -> rules.renameReason(id, name, me), "reasons", model, response, redirect);
    }

    @PostMapping("/reasons/{id}/{what:archiving|restoration}")
    String offerReason(
            @PathVariable long id,
            @PathVariable String what,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(() -> rules.offerReason(id, what.equals("restoration"), me), "reasons", model, response, redirect);
    }

    private static int number(String field, String typed) {
        if (!typed.strip().matches("\\d{1,5}")) throw new Refused(field, "“%s” is no number.".formatted(typed.strip()));
        return Integer.parseInt(typed.strip());
    }

    private String done(
            Runnable verb, String form, Model model, HttpServletResponse response, RedirectAttributes redirect) {
        Refused problem;
        try {
            verb.run();
            Toast.say(redirect, "Saved.");
            return "redirect:" + PATH;
        } catch (Refused refused) {
            problem = refused;
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problem = new Refused(form, "Somebody else saved at the same moment; look again.");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(Problems.of(problem), form, model);
    }

    private String show(Problems problems, String opened, Model model) {
        model.addAttribute("lines", rules.lines());
        model.addAttribute("reasons", reasons.all());
        model.addAttribute("decisionDays", decisions.days());
        model.addAttribute("problems", problems);
        model.addAttribute("opened", opened);
        return "deal/rules";
    }
}
