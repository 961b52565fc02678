package app.touchline.deal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** Registers a deal on behalf of a partner, and corrects it; who else is after the same customer is shown before it is sent. */
@Controller
class RegistrationController {

    private final DealRecords records;
    private final DealEdit edit;
    private final DealForm forms;
    private final DealChoices choices;
    private final LookAlikes lookAlikes;
    private final Deals deals;
    private final Partners partners;

    RegistrationController(
            DealRecords records,
            DealEdit edit,
            DealForm forms,
            DealChoices choices,
            LookAlikes lookAlikes,
            Deals deals,
            Partners partners) {
        this.records = records;
        this.edit = edit;
        this.forms = forms;
        this.choices = choices;
        this.lookAlikes = lookAlikes;
        this.deals = deals;
        this.partners = partners;
    }

    @GetMapping("/deals/new")
    String blank(
            @RequestParam(required = false) @Nullable Long partner, @AuthenticationPrincipal SignedIn me, Model model) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        var forPartner = partner == null ? null : partners.findById(partner).orElse(null);
        model.addAttribute("formKey", UUID.randomUUID());
        return show(null, forms.blank(forPartner, me.id()), new Problems(), List.of(), me, model);
    }

    /** What is alike so far; a part of the form, asked for while it is filled in. */
    @GetMapping("/deals/look-alikes")
    String lookAlikes(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable Long except,
            Model model) {
        model.addAttribute("alike", alike(DealForm.sent(parameters), except));
        model.addAttribute("asked", true);
        return "deal/_look-alikes :: alike";
    }

    private List<LookAlike> alike(EditForm form, @Nullable Long except) {
        return forms.customer(form)
                .map(customer -> lookAlikes.of(customer, forms.partnerNamed(form), except))
                .orElse(List.of());
    }

    /** @param seen the ids of look-alikes that were on the page from which this comes */
    @PostMapping("/deals")
    String register(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @RequestParam(defaultValue = "") String seen,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var form = DealForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        var problems = new Problems();
        var registration = forms.registration(form, problems);
        var alike = alike(form, null);
        if (registration.isPresent() && allSeen(alike, seen)) {
            try {
                var deal = records.register(registration.get(), key, me, records.now(me));
                Toast.say(redirect, "Registered as %s.".formatted(deal.words()));
                return "redirect:/deals/" + deal.code().words();
            } catch (Refused refused) {
                problems.add(refused);
            }
        } else if (problems.none())
            problems.add(
                    "customer", "Others may be after this customer: look at them below, then register all the same.");
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("formKey", key);
        return show(null, form, problems, alike, me, model);
    }

    private static boolean allSeen(List<LookAlike> alike, String seen) {
        var ids = Set.copyOf(Arrays.asList(seen.split(",")));
        return alike.stream()
                .filter(LookAlike::conflicts)
                .allMatch(one -> ids.contains(String.valueOf(one.deal().id())));
    }

    @GetMapping("/deals/{code}/edit")
    String open(@PathVariable String code, @AuthenticationPrincipal SignedIn me, Model model) {
        var deal = deal(code);
        if (!records.mayWork(deal, me)) throw new AccessDeniedException("Only who looks after a deal changes it");
        return show(deal, edit.opened(deal.id()), new Problems(), List.of(), me, model);
    }

    @PostMapping("/deals/{code}/edit")
    String correct(
            @PathVariable String code,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var deal = deal(code);
        var form = DealForm.sent(parameters);
        var problems = new Problems();
        try {
            var theirs = edit.save(deal.id(), form, problems, me);
            if (problems.none()) {
                Toast.say(
                        redirect,
                        theirs.isEmpty() ? "Saved." : "Saved. " + String.join("; ", theirs) + "; that stays.");
                return "redirect:/deals/" + deal.code().words();
            }
        } catch (Refused refused) {
            problems.add(refused);
        } catch (ChangedMeanwhile changed) {
            form = changed.form();
            problems = Problems.of(changed);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problems.add("customer", "Somebody else saved at the same moment. What you typed is kept; save again.");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(deal, form, problems, alike(form, deal.id()), me, model);
    }

    private String show(
            @Nullable Deal deal, EditForm form, Problems problems, List<LookAlike> alike, SignedIn me, Model model) {
        model.addAttribute("code", deal == null ? null : deal.code().words());
        model.addAttribute("dealId", deal == null ? null : deal.id());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("alike", alike);
        model.addAttribute("asked", !alike.isEmpty());
        model.addAttribute(
                "seen",
                alike.stream().map(one -> String.valueOf(one.deal().id())).collect(Collectors.joining(",")));
        model.addAttribute("choices", choices.of(forms.partnerNamed(form), me));
        return "deal/form";
    }

    private Deal deal(String code) {
        return RegistrationId.read(code)
                .flatMap(id -> deals.findByCode(id.code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
