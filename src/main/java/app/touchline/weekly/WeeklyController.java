package app.touchline.weekly;

import java.time.Clock;
import java.time.LocalDate;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.reading.HeldReads;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.weekly.RowsBehind.Which;

/** The weekly number, as of now or of the end of any day before. */
@Controller
class WeeklyController {

    private final WeeklyReader reader;
    private final HeldReads reads;
    private final SettingsReader settings;
    private final Clock clock;

    WeeklyController(WeeklyReader reader, HeldReads reads, SettingsReader settings, Clock clock) {
        this.reader = reader;
        this.reads = reads;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/weekly")
    String read(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable String date,
            Model model,
            HttpServletResponse response) {
        var today = settings.current().today(clock);
        return switch (ChosenDay.of(date, today)) {
            case ChosenDay.Refused(var why) -> refused(why, today, model, response);
            case ChosenDay.Day(var day) -> {
                model.addAttribute("read", reader.read(day, today));
                model.addAttribute("held", HeldOverview.of(reads, me.leads()));
                yield "weekly/weekly";
            }
        };
    }

    @GetMapping("/weekly/partners")
    String rows(
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable Long tier,
            @RequestParam(defaultValue = "in-cadence") String show,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            HttpServletResponse response) {
        var today = settings.current().today(clock);
        return switch (ChosenDay.of(date, today)) {
            case ChosenDay.Refused(var why) -> refused(why, today, model, response);
            case ChosenDay.Day(var day) -> {
                model.addAttribute("rows", reader.rowsBehind(day, today, tier, Which.of(show), Math.max(1, page) - 1));
                yield "weekly/partners";
            }
        };
    }

    private static String refused(String why, LocalDate today, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problem", why);
        model.addAttribute("today", today);
        return "weekly/refused";
    }
}
