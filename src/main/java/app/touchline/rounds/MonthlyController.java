package app.touchline.rounds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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

import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.ninetyday.NinetyDayTests;
import app.touchline.ninetyday.TestRecords;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** The monthly review: who delivers, and what becomes of partners whose test ended. */
@Controller
class MonthlyController {

    private final MonthlyReader reader;
    private final TestRecords tests;
    private final NinetyDayTests all;
    private final PartnerRecords partners;
    private final SettingsReader settings;
    private final Clock clock;

    MonthlyController(
            MonthlyReader reader,
            TestRecords tests,
            NinetyDayTests all,
            PartnerRecords partners,
            SettingsReader settings,
            Clock clock) {
        this.reader = reader;
        this.tests = tests;
        this.all = all;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/monthly")
    String review(
            @RequestParam(required = false) @Nullable String month, @AuthenticationPrincipal SignedIn me, Model model) {
        model.addAttribute("review", reader.review(month(month), today(), me));
        model.addAttribute("verdicts", Verdict.values());
        return "rounds/monthly";
    }

    /** The same goal again, from today. */
    @PostMapping("/monthly/{testId}/restart")
    String restart(
            @PathVariable long testId,
            @RequestParam(required = false) @Nullable String month,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var test = all.findById(testId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var plan = new NinetyDayTest.Plan(test.goal(), test.target(), today());
        return done(
                month,
                redirect,
                "A new test with the same goal begins today.",
                () -> tests.begin(
                        test.partnerId(),
                        plan,
                        UUID.nameUUIDFromBytes(("again " + testId + today()).getBytes(StandardCharsets.UTF_8)),
                        me));
    }

    @PostMapping("/monthly/{testId}/verdict")
    String judge(
            @PathVariable long testId,
            @RequestParam Verdict verdict,
            @RequestParam(required = false) @Nullable String month,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        return done(
                month,
                redirect,
                "The verdict is kept: %s.".formatted(verdict.words()),
                () -> tests.judge(testId, verdict, me));
    }

    @PostMapping("/monthly/partners/{id}/pause")
    String pause(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String month,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        return done(
                month,
                redirect,
                "Paused: no longer in cadence from today.",
                () -> partners.setStatus(id, ProgrammeStatus.PAUSED, today(), me));
    }

    @PostMapping("/monthly/partners/{id}/removal")
    String remove(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String month,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        partners.archive(id, me);
        Toast.withUndo(redirect, "In the archive.", "/partners/" + id + "/restoration");
        return back(month);
    }

    private String done(@Nullable String month, RedirectAttributes redirect, String words, Runnable deed) {
        try {
            deed.run();
            Toast.say(redirect, words);
        } catch (Refused refused) {
            Toast.say(redirect, refused.sentence());
        }
        return back(month);
    }

    private String back(@Nullable String month) {
        return "redirect:/monthly?month=" + month(month);
    }

    private YearMonth month(@Nullable String written) {
        var now = YearMonth.from(today());
        if (written == null) return now;
        try {
            var month = YearMonth.parse(written);
            return month.isAfter(now) || month.getYear() < 2000 ? now : month;
        } catch (DateTimeException noMonth) {
            return now;
        }
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }
}
