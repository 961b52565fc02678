package app.touchline.hours;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** Public holidays, looked at by country, region and year, and taken as days off. */
@Controller
class HolidaysController {

    private static final int YEARS_OFFERED = 4;

    private final WorkingHours hours;
    private final WorkingTimeReader reader;
    private final HolidayCalendars calendars;
    private final SettingsReader settings;
    private final Clock clock;

    HolidaysController(
            WorkingHours hours,
            WorkingTimeReader reader,
            HolidayCalendars calendars,
            SettingsReader settings,
            Clock clock) {
        this.hours = hours;
        this.reader = reader;
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A public holiday on the page.
     *
     * @param there whether the day is off already
     */
    record Line(LocalDate day, String name, boolean there) {}

    @GetMapping("/admin/hours/holidays")
    String holidays(
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(required = false) @Nullable Integer year,
            Model model) {
        var chosen = region.startsWith(country + "/") ? region : country;
        var name = calendars.nameOf(chosen);
        var of = offered(year);
        model.addAttribute("countries", calendars.countries());
        model.addAttribute("regions", calendars.regions(country));
        model.addAttribute("years", years());
        model.addAttribute("country", country);
        model.addAttribute("chosen", chosen);
        model.addAttribute("year", of.getValue());
        model.addAttribute("name", name.orElse(null));
        model.addAttribute("holidays", name.isPresent() ? lines(chosen, of) : List.of());
        return "hours/holidays";
    }

    private List<Line> lines(String calendar, Year year) {
        var there = reader.daysOff().stream().map(WorkingTimeReader.DayOff::day).collect(Collectors.toSet());
        return calendars.holidays(calendar, year).stream()
                .map(holiday -> new Line(holiday.day(), holiday.name(), there.contains(holiday.day())))
                .toList();
    }

    @PostMapping("/admin/hours/holidays")
    String take(
            @RequestParam String calendar,
            @RequestParam int year,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var name = known(calendar);
        var of = offered(year);
        var added = hours.take(calendar, of, calendars.holidays(calendar, of), me.who());
        if (added == 0) Toast.say(redirect, "All holidays of %s in %s were days off already.".formatted(name, of));
        else
            Toast.withUndo(
                    redirect,
                    "%s taken from %s, %s.".formatted(added == 1 ? "1 day off" : added + " days off", name, of),
                    "/admin/hours/holidays/removal?calendar=%s&year=%s".formatted(calendar, of));
        return "redirect:/admin/hours";
    }

    @PostMapping("/admin/hours/holidays/removal")
    String takeBack(
            @RequestParam String calendar,
            @RequestParam int year,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes redirect) {
        var removed = hours.takeBack(calendar, Year.of(year), me.who());
        Toast.say(redirect, removed == 1 ? "1 day off removed." : removed + " days off removed.");
        return "redirect:/admin/hours";
    }

    private String known(String calendar) {
        return calendars
                .nameOf(calendar)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such calendar"));
    }

    private List<Integer> years() {
        var first = LocalDate.ofInstant(clock.instant(), settings.zone()).getYear() - 1;
        return IntStream.range(first, first + YEARS_OFFERED).boxed().toList();
    }

    /** One of the years that are offered; without one, the second: this year. */
    private Year offered(@Nullable Integer year) {
        var years = years();
        return Year.of(Optional.ofNullable(year).filter(years::contains).orElse(years.get(1)));
    }
}
