package app.touchline.ninetyday;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

import app.touchline.partner.AskedPartner;
import app.touchline.partner.Partner;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;
import app.touchline.partner.Saved;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
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
    private final AskedPartner asked;
    private final SettingsReader settings;
    private final Clock clock;

    TestController(
            TestRecords records,
            TestEdit edit,
            NinetyDayTests tests,
            AskedPartner asked,
            SettingsReader settings,
            Clock clock) {
        this.records = records;
        this.edit = edit;
        this.tests = tests;
        this.asked = asked;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("units")
    Unit[] units() {
        return Unit.values();
    }

    @GetMapping("/partners/{id}/tests/new")
    String blank(@PathVariable long id, @AuthenticationPrincipal SignedIn me, InPlace inPlace, Model model) {
        fill(asked.toPlace(id, me), null, TestForm.first(today()), new Problems(), model);
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
        var partner = asked.toPlace(id, me);
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
        fill(asked.toPlace(test.partnerId(), me), test, TestForm.of(test.plan()), new Problems(), model);
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
        var partner = asked.toPlace(test.partnerId(), me);
        var form = TestForm.sent(parameters);
        return switch (Saved.by(form, () -> edit.save(id, form, me))) {
            case Saved.Done done -> {
                Toast.say(redirect, done.words());
                yield back(partner.id());
            }
            case Saved.NotDone(var again, var problems) -> {
                fill(partner, test, again, problems, model);
                yield inPlace.again(TEMPLATE);
            }
        };
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

    private static String back(long partnerId) {
        return "redirect:/partners/%d#test".formatted(partnerId);
    }
}
