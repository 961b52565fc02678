package app.touchline.settings;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.team.Zones;
import app.touchline.web.AdminEntry;
import app.touchline.web.AdminEntry.Section;
import app.touchline.web.Toast;

/** The settings page. */
@Controller
class SettingsController {

    private final Settings settings;
    private final SettingsReader reader;
    private final Members members;
    private final Clock clock;

    SettingsController(Settings settings, SettingsReader reader, Members members, Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.members = members;
        this.clock = clock;
    }

    @Bean
    static AdminEntry settingsUnderAdmin() {
        return new AdminEntry(
                Section.PROGRAMME,
                10,
                "Settings",
                "/admin/settings",
                "adjustments",
                "The programme's name and zone, our own domains and addresses, what counts as a touch.",
                Set.of(Role.ADMIN.name()));
    }

    @GetMapping("/admin/settings")
    String settings(Model model) {
        return page(SettingsForm.of(reader.asSet(), reader.version()), Map.of(), model);
    }

    @PostMapping("/admin/settings")
    String save(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var typed = SettingsForm.typed(fields);
        var form = fields.containsKey("confirmKnownSince")
                ? reader.knownSinceProposed().map(typed::knownSince).orElse(typed)
                : typed;
        var check = new SettingsCheck(
                form, members.findAllByOrderByName().stream().map(Member::id).collect(Collectors.toSet()), clock);
        var change = check.change();
        if (change.isEmpty()) return refuse(form, check.problems(), response, model);
        if (!settings.save(change.get(), form.version(), me.who())) {
            var problem =
                    "Somebody else saved the settings meanwhile. What you typed is still here: compare it with theirs"
                            + " in another window, then save again.";
            return refuse(form.seen(reader.version()), Map.of("version", problem), response, model);
        }
        Toast.say(redirect, "Saved.");
        return "redirect:/admin/settings";
    }

    private String refuse(SettingsForm form, Map<String, String> problems, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(form, problems, model);
    }

    private String page(SettingsForm form, Map<String, String> problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("zones", Zones.offered());
        model.addAttribute("choices", TouchCounts.values());
        model.addAttribute("members", members.findAllByOrderByName());
        model.addAttribute("now", reader.current());
        model.addAttribute("proposed", reader.knownSinceProposed().orElse(null));
        return "settings/settings";
    }
}
