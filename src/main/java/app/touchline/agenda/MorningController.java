package app.touchline.agenda;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import app.touchline.post.Post;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.Toast;

/** How a person wants to be told what is due. */
@Controller
class MorningController {

    private static final String PATH = "/me/morning";

    private final MorningMails mails;
    private final CalendarAddresses calendars;
    private final SettingsReader settings;
    private final Post post;

    MorningController(MorningMails mails, CalendarAddresses calendars, SettingsReader settings, Post post) {
        this.mails = mails;
        this.calendars = calendars;
        this.settings = settings;
        this.post = post;
    }

    /** One day of the week on the form. */
    record Day(String value, String name, boolean chosen) {}

    @GetMapping(PATH)
    String page(@AuthenticationPrincipal SignedIn me, Model model) {
        var wanted = mails.of(me.id());
        var shown = wanted.orElse(MorningMail.PROPOSED);
        return show(me, wanted.isPresent(), shown.at().toString(), shown.days(), Map.of(), model);
    }

    @PostMapping(PATH)
    String change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean wanted,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(required = false) @Nullable List<String> day,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        if (!wanted) {
            mails.stop(me);
            Toast.say(redirect, "Saved. No mail in the morning.");
            return "redirect:" + PATH;
        }
        var time = time(at);
        var days = days(day);
        if (time.isEmpty() || days.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = time.isEmpty()
                    ? Map.of("at", "Write a time like 07:30.")
                    : Map.of("day", "Choose at least one day, or no mail.");
            return show(me, true, at, days, problems, model);
        }
        mails.want(new MorningMail(time.get(), days), me);
        Toast.say(redirect, "Saved. You get a mail when something is due.");
        return "redirect:" + PATH;
    }

    private static Optional<LocalTime> time(String typed) {
        try {
            return Optional.of(LocalTime.parse(typed.strip()).withSecond(0).withNano(0));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(@Nullable List<String> typed) {
        if (typed == null) return Set.of();
        return Stream.of(DayOfWeek.values())
                .filter(day -> typed.contains(day.name()))
                .collect(Collectors.toSet());
    }

    @PostMapping("/me/calendar")
    String makeAddress(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(required = false) @Nullable UUID formKey,
            RedirectAttributes redirect) {
        calendars
                .make(me, formKey == null ? UUID.randomUUID() : formKey)
                .ifPresent(name -> redirect.addFlashAttribute("address", base() + "/calendar/" + name));
        return "redirect:" + PATH + "#calendar";
    }

    @PostMapping("/me/calendar/revocation")
    String revoke(@AuthenticationPrincipal SignedIn me, RedirectAttributes redirect) {
        calendars.revoke(me);
        Toast.say(redirect, "Revoked. Nothing is found under that address any more.");
        return "redirect:" + PATH + "#calendar";
    }

    private String base() {
        var base = settings.current().baseUrl();
        return base != null
                ? base
                : ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    }

    private String show(
            SignedIn me, boolean wanted, String at, Set<DayOfWeek> days, Map<String, String> problems, Model model) {
        model.addAttribute("wanted", wanted);
        model.addAttribute("at", at);
        model.addAttribute(
                "days",
                Stream.of(DayOfWeek.values())
                        .map(day -> new Day(day.name(), MorningMail.name(day), days.contains(day)))
                        .toList());
        model.addAttribute("problems", problems);
        model.addAttribute("zone", me.zone());
        model.addAttribute("mailGoesOut", post.isOpen());
        model.addAttribute("made", calendars.of(me.id()).orElse(null));
        model.addAttribute("formKey", UUID.randomUUID());
        return "agenda/me";
    }
}
