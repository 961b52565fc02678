package app.touchline.privacy;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.settings.Settings;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** An admin's page for forgetting: how long touches are kept, and people who are erased. */
@Controller
class PrivacyController {

    private static final String PATH = "/admin/privacy";
    private static final int LEAST_MONTHS = 12;
    private static final int MOST_MONTHS = 240;

    private final Erasure erasure;
    private final PersonsFile file;
    private final Writings writings;
    private final Settings settings;
    private final SettingsReader reader;

    PrivacyController(Erasure erasure, PersonsFile file, Writings writings, Settings settings, SettingsReader reader) {
        this.erasure = erasure;
        this.file = file;
        this.writings = writings;
        this.settings = settings;
        this.reader = reader;
    }

    @Bean
    static AdminEntry privacyUnderAdmin() {
        return new AdminEntry(
                Section.RECORD,
                70,
                "Privacy",
                PATH,
                "shield-check",
                "How long touches are kept, and people who ask to be forgotten.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping(PATH)
    String page(Model model) {
        return show(stored(), "", Map.of(), model);
    }

    private String show(String months, String address, Map<String, String> problems, Model model) {
        model.addAttribute("months", months);
        model.addAttribute("address", address);
        model.addAttribute("problems", problems);
        return "privacy/privacy";
    }

    private String refuse(
            String months, String address, Map<String, String> problems, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(months, address, problems, model);
    }

    @PostMapping(PATH + "/retention")
    String keepFor(
            @RequestParam(defaultValue = "") String months,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var text = months.strip();
        var number = number(text);
        if (!text.isEmpty() && number == null) {
            var problem = "Write %d to %d months, or leave it empty to keep touches for good."
                    .formatted(LEAST_MONTHS, MOST_MONTHS);
            return refuse(months, "", Map.of("months", problem), response, model);
        }
        settings.keepTouchesFor(number, me.who());
        Toast.say(
                redirect,
                number == null
                        ? "Touches are kept for good."
                        : "Touches are kept for %d months; older ones go next night.".formatted(number));
        return "redirect:" + PATH;
    }

    private static @Nullable Integer number(String text) {
        if (!text.matches("\\d{1,3}")) return null;
        var number = Integer.valueOf(text);
        return number < LEAST_MONTHS || number > MOST_MONTHS ? null : number;
    }

    /** Shows first whom it would be and how much it concerns; a POST, so that no log of addresses asked for has it. */
    @PostMapping(PATH + "/erasure/preview")
    String ask(@RequestParam(defaultValue = "") String address, HttpServletResponse response, Model model) {
        var refusal = erasure.refusal(address);
        if (refusal != null) return refuse(stored(), address, Map.of("address", refusal), response, model);
        var found = erasure.find(address);
        model.addAttribute("found", found);
        model.addAttribute("writings", writings.of(file.names(found)));
        return "privacy/erasure";
    }

    /** A POST too, and a name of the file that says nothing of whom it is about. */
    @PostMapping(PATH + "/export")
    void export(
            @RequestParam(defaultValue = "") String address,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response)
            throws IOException {
        var refusal = erasure.refusal(address);
        response.setStatus((refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT).value());
        response.setContentType((refusal == null ? "application/json" : "text/plain") + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal == null)
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"stored-about-a-person.json\"");
        response.getWriter().println(refusal == null ? file.of(address, me.who()) : refusal);
    }

    @PostMapping(PATH + "/erasure")
    String erase(
            @RequestParam(defaultValue = "") String address,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var refusal = erasure.refusal(address);
        if (refusal != null) return refuse(stored(), address, Map.of("address", refusal), response, model);
        var touches = erasure.erase(address, me.who());
        Toast.say(
                redirect,
                touches == 1
                        ? "Erased. One touch stays, without a name."
                        : "Erased. %d touches stay, without a name.".formatted(touches));
        return "redirect:" + PATH;
    }

    @PostMapping(PATH + "/erasure/lifting")
    String lift(
            @RequestParam(defaultValue = "") String address,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var refusal = erasure.refusal(address);
        if (refusal != null) return refuse(stored(), "", Map.of("lifted", refusal), response, model);
        if (!erasure.lift(address, me.who()))
            return refuse(stored(), "", Map.of("lifted", "Nobody with this address was erased."), response, model);
        Toast.say(redirect, "Lifted: mail with this person is noted again from now on.");
        return "redirect:" + PATH;
    }

    private String stored() {
        var months = reader.current().retentionMonths();
        return months == null ? "" : String.valueOf(months);
    }
}
