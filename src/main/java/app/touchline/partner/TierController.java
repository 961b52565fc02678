package app.touchline.partner;

import java.util.Map;
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
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** The page of tiers: each a form of its own, and one for another tier. */
@Controller
@RequestMapping("/admin/tiers")
class TierController {

    private final TierRecords records;
    private final TierEdit edit;
    private final WindowForesight foresight;

    TierController(TierRecords records, TierEdit edit, WindowForesight foresight) {
        this.records = records;
        this.edit = edit;
        this.foresight = foresight;
    }

    @GetMapping
    String list(Model model) {
        return list(null, null, new Problems(), model);
    }

    @PostMapping
    String add(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = TierEdit.sent(parameters);
        try {
            edit.add(form, me);
            Toast.say(redirect, form.get("name") + " is added.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(null, form, Problems.of(refused), model, response);
        }
    }

    /** Another window is saved when a person has seen what it makes of the tier's partners. */
    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = TierEdit.sent(parameters);
        try {
            var window = edit.anotherWindow(id, form);
            if (window.isPresent() && !seen(window.get()).equals(parameters.get("seen"))) {
                var effect = foresight.of(id, window.get());
                if (effect.inCadence() > 0) return foreseen(id, form, window.get(), effect, model);
            }
            var theirs = edit.save(id, form, me);
            Toast.say(
                    redirect,
                    theirs.isEmpty()
                            ? "Saved. A new window holds from today on; every number follows at once."
                            : "Saved. " + String.join("; ", theirs) + "; that stays.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(id, form, Problems.of(refused), model, response);
        } catch (ChangedMeanwhile changed) {
            return invalid(id, changed.form(), Problems.of(changed), model, response);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            return invalid(id, form, Problems.of(Refused.atTheSameMoment()), model, response);
        }
    }

    private static String seen(CadenceWindow window) {
        return window.days() + "/" + window.lead();
    }

    private static String foreseen(
            long id, EditForm form, CadenceWindow window, WindowForesight.Effect effect, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("window", window);
        model.addAttribute("seen", seen(window));
        model.addAttribute("effect", effect);
        return "partner/tier-window";
    }

    @PostMapping("/{id}/archiving")
    String archive(
            @PathVariable long id,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        try {
            records.archive(id, me);
            Toast.say(redirect, "The tier is archived.");
            return "redirect:/admin/tiers";
        } catch (Refused refused) {
            return invalid(id, null, Problems.of(refused), model, response);
        }
    }

    private String invalid(
            @Nullable Long id, @Nullable EditForm typed, Problems problems, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(id, typed, problems, model);
    }

    /**
     * @param id whose problems they are; null: the one to be added
     * @param typed in that form; null: nothing
     */
    private String list(@Nullable Long id, @Nullable EditForm typed, Problems problems, Model model) {
        model.addAttribute(
                "lines",
                edit.open().stream()
                        .map(line -> typed != null && id != null && id == line.id() ? line.with(typed) : line)
                        .toList());
        model.addAttribute("blank", typed != null && id == null ? typed : TierEdit.blank());
        model.addAttribute("where", id);
        model.addAttribute("problems", problems);
        return "partner/tiers";
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        AdminEntry tiersEntry() {
            return new AdminEntry(
                    Section.PARTNERS,
                    20,
                    "Tiers",
                    "/admin/tiers",
                    "layers-intersect",
                    "The classes of partners and how often each is owed a touch.",
                    Set.of(Role.ADMIN.name()));
        }
    }
}
