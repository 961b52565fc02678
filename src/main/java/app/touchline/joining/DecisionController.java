package app.touchline.joining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.hours.WorkingTimeReader;
import app.touchline.ninetyday.TestForm;
import app.touchline.ninetyday.Unit;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** What follows from the four answers: the company enters, or it is a polite pass. */
@Controller
class DecisionController {

    private static final int PASSES = 500;

    private final Joining joining;
    private final Qualifications qualifications;
    private final JoiningReader reader;
    private final Partners partners;
    private final Members members;
    private final WorkingTimeReader hours;
    private final SettingsReader settings;
    private final Clock clock;

    DecisionController(
            Joining joining,
            Qualifications qualifications,
            JoiningReader reader,
            Partners partners,
            Members members,
            WorkingTimeReader hours,
            SettingsReader settings,
            Clock clock) {
        this.joining = joining;
        this.qualifications = qualifications;
        this.reader = reader;
        this.partners = partners;
        this.members = members;
        this.hours = hours;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/polite-passes")
    String politePasses(Model model) {
        model.addAttribute("passes", reader.politePasses(PASSES));
        return "joining/polite-passes";
    }

    @GetMapping("/qualifications/{id}")
    String decision(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        var qualification = qualification(id);
        var partner = partners.findById(qualification.partnerId()).orElseThrow();
        if (!qualification.passed()) return politePass(qualification, partner, me, model);
        if (partner.archived() || partner.status() != ProgrammeStatus.PROSPECT)
            return "redirect:/partners/" + partner.id();
        var today = settings.current().today(clock);
        var owner = partner.ownerId();
        var proposed =
                EntryForm.proposed(today, hours.current().nextWorkingDay(today), owner == null ? me.id() : owner);
        return entry(qualification, partner, proposed, new Problems(), UUID.randomUUID(), me, model);
    }

    private String politePass(Qualification qualification, Partner partner, SignedIn me, Model model) {
        var to = reader.addressee(partner.id());
        model.addAttribute("qualification", qualification);
        model.addAttribute("partner", partner);
        model.addAttribute("mayPlace", me.mayPlace(partner.ownerId()));
        model.addAttribute(
                "letter",
                PoliteLetter.of(
                        partner.name(),
                        to.map(JoiningReader.Addressee::name).orElse(null),
                        to.map(JoiningReader.Addressee::address).orElse(null),
                        qualification.answers(),
                        me.name()));
        return "joining/polite-pass";
    }

    @PostMapping("/qualifications/{id}/entry")
    String enter(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var qualification = qualification(id);
        var partner = partners.findById(qualification.partnerId()).orElseThrow();
        var form = EntryForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        Problems problems;
        try {
            var action = EntryForm.action(form);
            notPast(action.due(), action.assigneeId());
            joining.enter(id, TestForm.plan(form), action, key, me);
            Toast.say(redirect, partner.name() + " is in the programme, with its first test and its first action.");
            return "redirect:/partners/" + partner.id();
        } catch (Refused refused) {
            problems = Problems.of(refused);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            problems = Problems.of(new Refused("goal", "Somebody else changed it at the same moment; look again."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return entry(qualification, partner, form, problems, key, me, model);
    }

    private void notPast(LocalDate due, long assigneeId) {
        var assignee = people().stream()
                .filter(member -> member.id() == assigneeId)
                .findFirst()
                .orElseThrow(() -> new Refused("assignee", "Choose somebody who works with partners."));
        if (due.isBefore(LocalDate.ofInstant(clock.instant(), assignee.zone())))
            throw new Refused("due", "Choose today or a later day.");
    }

    @PostMapping("/qualifications/{id}/reopening")
    String reopen(@PathVariable long id, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        var qualification = qualification(id);
        try {
            joining.reopen(id, me);
            Toast.say(redirect, "Reopened: it is a Prospect again.");
            return "redirect:/partners/%d/qualification".formatted(qualification.partnerId());
        } catch (Refused refused) {
            Toast.say(redirect, refused.sentence());
            return "redirect:/qualifications/" + id;
        }
    }

    private String entry(
            Qualification qualification,
            Partner partner,
            EditForm form,
            Problems problems,
            UUID formKey,
            SignedIn me,
            Model model) {
        model.addAttribute("qualification", qualification);
        model.addAttribute("partner", partner);
        model.addAttribute("mayPlace", me.mayPlace(partner.ownerId()));
        model.addAttribute("form", form);
        model.addAttribute("formKey", formKey);
        model.addAttribute("problems", problems);
        model.addAttribute("units", Unit.values());
        model.addAttribute("people", people());
        return "joining/entry";
    }

    private List<Member> people() {
        return members.findByActiveTrueOrderByName().stream()
                .filter(member -> member.signedIn().worksWithPartners())
                .toList();
    }

    private Qualification qualification(long id) {
        return qualifications.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
