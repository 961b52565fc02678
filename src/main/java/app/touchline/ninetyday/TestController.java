package app.touchline.ninetyday;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;
import app.touchline.web.InPlace;
import app.touchline.web.Toast;

/** Beginning and correcting ninety-day tests, from the page of their partner. */
@Controller
class TestController {

    private static final String TEMPLATE = "ninetyday/test";

    private final TestRecords records;
    private final TestEdit edit;
    private final NinetyDayTests tests;
    private final Partners partners;
    private final SettingsReader settings;
    private final Clock clock;

    TestController(
            TestRecords records,
            TestEdit edit,
            NinetyDayTests tests,
            Partners partners,
            SettingsReader settings,
            Clock clock) {
        this.records = records;
        this.edit = edit;
        this.tests = tests;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("units")
    Unit[] units() {
        return Unit.values();
    }

    @GetMapping("/partners/{id}/tests/new")
    String blank(@PathVariable long id, @AuthenticationPrincipal SignedIn me, InPlace inPlace, Model model) {
        fill(placed(id, me), null, TestForm.first(today()), new Problems(), model);
        model.addAttribute("formKey", UUID.randomUUID());
        return inPlace.show(TEMPLATE);
    }

    @PostMapping("/partners/{id}/tests")
    String begin(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID formKey,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model,
            RedirectAttributes redirect) {
        var partner = placed(id, me);
        var form = TestForm.sent(parameters);
        var key = formKey == null ? UUID.randomUUID() : formKey;
        try {
            var test = records.begin(id, TestForm.plan(form), key, me);
            Toast.say(redirect, "The test runs from %s to %s.".formatted(test.startsOn(), test.endsOn()));
            return back(id);
        } catch (Refused refused) {
            fill(partner, null, form, Problems.of(refused), model);
            model.addAttribute("formKey", key);
            return inPlace.again(TEMPLATE);
        }
    }

    @GetMapping("/tests/{id}/edit")
    String open(@PathVariable long id, @AuthenticationPrincipal SignedIn me, InPlace inPlace, Model model) {
        var test = test(id);
        fill(placed(test.partnerId(), me), test, TestForm.of(test.plan()), new Problems(), model);
        return inPlace.show(TEMPLATE);
    }

    @PostMapping("/tests/{id}/edit")
    String correct(
            @PathVariable long id,
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedIn me,
            InPlace inPlace,
            Model model,
            RedirectAttributes redirect) {
        var test = test(id);
        var partner = placed(test.partnerId(), me);
        var form = TestForm.sent(parameters);
        try {
            var theirs = edit.save(id, form, me);
            Toast.say(redirect, theirs.isEmpty() ? "Saved." : "Saved. " + String.join("; ", theirs) + "; that stays.");
            return back(partner.id());
        } catch (Refused refused) {
            fill(partner, test, form, Problems.of(refused), model);
        } catch (ChangedMeanwhile changed) {
            fill(partner, test, changed.form(), Problems.of(changed), model);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            fill(
                    partner,
                    test,
                    form,
                    Problems.of(new Refused(
                            "goal", "Somebody else saved at the same moment. What you typed is kept; save again.")),
                    model);
        }
        return inPlace.again(TEMPLATE);
    }

    private void fill(Partner partner, @Nullable NinetyDayTest test, EditForm form, Problems problems, Model model) {
        model.addAttribute("partnerId", partner.id());
        model.addAttribute("partnerName", partner.name());
        model.addAttribute("testId", test == null ? null : test.id());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private NinetyDayTest test(long id) {
        return tests.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Partner placed(long partnerId, SignedIn me) {
        var partner = partners.findById(partnerId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead decide a partner's tests");
        return partner;
    }

    private static String back(long partnerId) {
        return "redirect:/partners/%d#test".formatted(partnerId);
    }
}
