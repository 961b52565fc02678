package app.touchline.joining;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

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

import app.touchline.partner.AskedPartner;
import app.touchline.partner.OffersPlaces;
import app.touchline.partner.Partner;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;

/** The form of four questions: about a company that is not a partner yet, or about a partner in Prospect. */
@Controller
@OffersPlaces
class QualificationController {

    private final Joining joining;
    private final Qualifications qualifications;
    private final AskedPartner asked;

    QualificationController(Joining joining, Qualifications qualifications, AskedPartner asked) {
        this.joining = joining;
        this.qualifications = qualifications;
        this.asked = asked;
    }

    @GetMapping("/qualification/new")
    String blank(@AuthenticationPrincipal SignedIn me, Model model) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer enters no partners");
        var form = QualificationForm.blank(me.is(Role.PARTNER_MANAGER) ? me.id() : null);
        return form(null, form, UUID.randomUUID(), new Problems(), model);
    }

    @PostMapping("/qualification/new")
    String qualify(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response) {
        var form = QualificationForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        return decide(
                null,
                form,
                key,
                () -> joining.qualify(
                        QualificationForm.company(form), QualificationForm.answers(form), form.get("reason"), key, me),
                model,
                response);
    }

    @GetMapping("/partners/{id}/qualification")
    String open(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        var partner = asked.toPlace(id, me);
        var form = qualifications
                .findFirstByPartnerIdOrderByDecidedAtDescIdDesc(id)
                .map(QualificationForm::again)
                .orElseGet(() -> QualificationForm.blank(null));
        return form(partner, form, UUID.randomUUID(), new Problems(), model);
    }

    @PostMapping("/partners/{id}/qualification")
    String qualify(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            HttpServletResponse response) {
        var form = QualificationForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        return decide(
                asked.toPlace(id, me),
                form,
                key,
                () -> joining.qualify(id, QualificationForm.answers(form), form.get("reason"), key, me),
                model,
                response);
    }

    private String decide(
            @Nullable Partner partner,
            EditForm form,
            UUID key,
            Supplier<Qualification> decision,
            Model model,
            HttpServletResponse response) {
        Problems problems;
        try {
            return "redirect:/qualifications/" + decision.get().id();
        } catch (Refused refused) {
            problems = Problems.of(refused);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problems = Problems.of(new Refused(
                    "name", "Somebody else saved at the same moment. What you typed is kept here; save again."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(partner, form, key, problems, model);
    }

    private String form(@Nullable Partner partner, EditForm form, UUID formKey, Problems problems, Model model) {
        model.addAttribute("partnerId", partner == null ? null : partner.id());
        model.addAttribute("title", partner == null ? "A new partner?" : "Qualify " + partner.name());
        model.addAttribute("partnerName", partner == null ? "" : partner.name());
        model.addAttribute("form", form);
        model.addAttribute("formKey", formKey);
        model.addAttribute("problems", problems);
        model.addAttribute("accountsNeeded", Answers.ACCOUNTS_NEEDED);
        return "joining/qualification";
    }
}
