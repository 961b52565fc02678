package app.touchline.hours;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;
import app.touchline.web.Toast;

/** The page of the working hours: the week, and the days off. */
@Controller
class HoursController {

    private final WorkingHours hours;
    private final WorkingTimeReader reader;
    private final SettingsReader settings;
    private final Clock clock;

    HoursController(WorkingHours hours, WorkingTimeReader reader, SettingsReader settings, Clock clock) {
        this.hours = hours;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static AdminEntry hoursUnderAdmin() {
        return new AdminEntry(
                Section.PROGRAMME,
                15,
                "Working hours",
                "/admin/hours",
                "clock",
                "The programme's weekly hours, holidays and other days off: what “2 working days” means.",
                Set.of(Role.ADMIN.name()));
    }

    /** A day off as typed. */
    record NewDay(String day, String name) {}

    @GetMapping("/admin/hours")
    String hours(Model model) {
        return page(WeekForm.opened(reader.week()), new NewDay("", ""), Map.of(), model);
    }

    @PostMapping("/admin/hours")
    String save(
            @RequestParam Map<String, String> fields,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var form = WeekForm.sent(fields);
        try {
            var problems = hours.save(form, me.who());
            if (!problems.isEmpty()) return refuse(form, new NewDay("", ""), problems, response, model);
            Toast.say(redirect, "Saved. What is counted in working time follows.");
            return "redirect:/admin/hours";
        } catch (ChangedMeanwhile changed) {
            var problems = changed.clashes().stream()
                    .collect(Collectors.toMap(
                            ChangedMeanwhile.Clash::field,
                            clash -> "%s Theirs: %s.".formatted(clash.sentence(), clash.theirs())));
            return refuse(changed.form(), new NewDay("", ""), problems, response, model);
        }
    }

    @PostMapping("/admin/hours/days-off")
    String addDayOff(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var typed = new NewDay(day.strip(), name.strip());
        var problems = problems(typed);
        if (problems.isEmpty())
            hours.addDayOff(LocalDate.parse(typed.day()), typed.name(), me.who())
                    .ifPresent(there -> problems.put("day", "This day is off already: %s.".formatted(there)));
        if (!problems.isEmpty()) return refuse(WeekForm.opened(reader.week()), typed, problems, response, model);
        Toast.withUndo(redirect, typed.name() + " is a day off.", "/admin/hours/days-off/removal?day=" + typed.day());
        return "redirect:/admin/hours";
    }

    private static Map<String, String> problems(NewDay typed) {
        var problems = new HashMap<String, String>();
        try {
            var year = LocalDate.parse(typed.day()).getYear();
            if (year < 1990 || year > 2200) problems.put("day", "Choose a day between 1990 and 2200.");
        } catch (DateTimeException noDay) {
            problems.put("day", "“%s” is not a day; write it like 2026-12-24.".formatted(typed.day()));
        }
        if (typed.name().isEmpty()) problems.put("name", "Say what day it is, such as Company outing.");
        else if (typed.name().length() > 100) problems.put("name", "A name has at most 100 characters.");
        return problems;
    }

    @PostMapping("/admin/hours/days-off/removal")
    String removeDayOff(
            @RequestParam LocalDate day, @AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        hours.removeDayOff(day, me.who());
        Toast.say(redirect, "It is no day off any more.");
        return "redirect:/admin/hours";
    }

    private String refuse(
            EditForm week, NewDay day, Map<String, String> problems, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(week, day, problems, model);
    }

    private String page(EditForm week, NewDay day, Map<String, String> problems, Model model) {
        var zone = settings.zone();
        var thisYear = LocalDate.ofInstant(clock.instant(), zone).getYear();
        var coming = reader.daysOff().stream()
                .collect(Collectors.partitioningBy(off -> off.day().getYear() >= thisYear));
        model.addAttribute("form", week);
        model.addAttribute("day", day);
        model.addAttribute("problems", problems);
        model.addAttribute("lines", WeekForm.LINES);
        model.addAttribute("zone", zone);
        model.addAttribute("daysOff", coming.get(true));
        model.addAttribute("past", coming.get(false));
        return "hours/hours";
    }
}
