package app.touchline.settings;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.team.Zones;

/** The page behind the set-up link. */
@Controller
class SetUpController {

    private final SetUp setUp;
    private final SettingsReader settings;

    SetUpController(SetUp setUp, SettingsReader settings) {
        this.setUp = setUp;
        this.settings = settings;
    }

    @GetMapping("/set-up/{token}")
    String form(@PathVariable String token, HttpServletResponse response, Model model) {
        return setUp.opens(token)
                ? page(token, new SetUpForm("", settings.zone().getId(), "", "", ""), Map.of(), response, model)
                : noLonger(response);
    }

    @PostMapping("/set-up/{token}")
    String finish(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String programme,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String ownDomain,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletResponse response,
            Model model) {
        if (!setUp.opens(token)) return noLonger(response);
        var form = new SetUpForm(programme, zone, ownDomain, name, email);
        var problems = form.problems(password, again);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(token, form, problems, response, model);
        }
        return setUp.finish(token, form, password) ? "redirect:/sign-in?ready" : noLonger(response);
    }

    private static String page(
            String token, SetUpForm form, Map<String, String> problems, HttpServletResponse response, Model model) {
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("token", token);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("zones", Zones.offered());
        return "settings/set-up";
    }

    private static String noLonger(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setStatus(HttpStatus.GONE.value());
        return "settings/set-up-gone";
    }
}
