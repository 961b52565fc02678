package app.touchline.ninetyday;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Judging a ninety-day test, and what comes after it. */
@Controller
@RequestMapping("/tests/{id}")
class VerdictController {

    private final TestRecords records;
    private final TestReader reader;
    private final Partners partners;
    private final SettingsReader settings;
    private final Clock clock;

    VerdictController(TestRecords records, TestReader reader, Partners partners, SettingsReader settings, Clock clock) {
        this.records = records;
        this.reader = reader;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/verdict")
    String judge(
            @PathVariable long id,
            @RequestParam Verdict verdict,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var before = test(id);
        try {
            records.judge(id, verdict, me);
        } catch (Refused refused) {
            Toast.say(redirect, refused.sentence());
            return back(before);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            Toast.say(redirect, "Somebody changed this test at the same moment; look again.");
            return back(before);
        }
        Toast.withUndo(
                redirect,
                "%s: %s.".formatted(before.partner(), verdict.words()),
                "/tests/%d/verdict?verdict=%s".formatted(id, before.verdict()));
        return verdict.ends() && before.running() ? "redirect:/tests/" + id + "/next" : back(before);
    }

    /** What is proposed when a test has ended. */
    @GetMapping("/next")
    String next(@PathVariable long id, @AuthenticationPrincipal SignedIn me, Model model) {
        var test = test(id);
        var partner = partner(test, me);
        model.addAttribute("test", test);
        model.addAttribute("status", partner.status());
        model.addAttribute("archived", partner.archived());
        model.addAttribute("today", today().toString());
        model.addAttribute("form", TestForm.of(new Plan(test.goal(), test.target(), today())));
        model.addAttribute("units", Unit.values());
        model.addAttribute("problems", new Problems());
        model.addAttribute("formKey", UUID.randomUUID());
        return "ninetyday/next";
    }

    @PostMapping("/calling-off")
    String callOff(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String why,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var test = test(id);
        try {
            records.callOff(id, why, me);
            Toast.say(redirect, "The test is called off. It stays on record without a verdict.");
        } catch (Refused refused) {
            Toast.say(redirect, refused.sentence());
        }
        return back(test);
    }

    private TestProgress test(long id) {
        return reader.test(id, today()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Partner partner(TestProgress test, SignedIn me) {
        var partner = partners.findById(test.partnerId()).orElseThrow();
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead decide a partner's tests");
        return partner;
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private static String back(TestProgress test) {
        return "redirect:/partners/%d#test".formatted(test.partnerId());
    }
}
