package app.touchline.team;

import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.web.Toast;

/** One's own name, zone and password. */
@Controller
class MeController {

    private final Members members;
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;

    MeController(Members members, People people, Passwords passwords, Sessions sessions) {
        this.members = members;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/me")
    String me(@AuthenticationPrincipal SignedIn me, Model model) {
        return page(me, me.name(), me.zone().getId(), Map.of(), model);
    }

    @PostMapping("/me")
    String change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String zone,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var problems = new HashMap<String, String>();
        PersonForm.nameProblem(name).ifPresent(problem -> problems.put("name", problem));
        var parsed = Zones.parse(zone);
        if (parsed.isEmpty()) problems.put("zone", Zones.problem(zone));
        if (!problems.isEmpty()) return refuse(me, name, zone, problems, response, model);
        people.change(me.id(), me.email(), name, parsed.orElseThrow(), me.roles(), me.who());
        Toast.say(redirect, "Saved.");
        return "redirect:/me";
    }

    @PostMapping("/me/password")
    String changePassword(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var member = members.findById(me.id()).orElseThrow(() -> new NoSuchPerson(me.id()));
        var problems = new HashMap<String, String>();
        if (!passwords.matches(current, member.passwordHash()))
            problems.put("current", "This is not your password until now.");
        NewPassword.problem(password, again, me.email()).ifPresent(problem -> problems.put("password", problem));
        if (!problems.isEmpty()) return refuse(me, me.name(), me.zone().getId(), problems, response, model);
        people.setPassword(me.id(), password, me.who());
        sessions.goOn(members.findById(me.id()).orElseThrow().signedIn(), request, response);
        Toast.say(redirect, "Your password is changed. Everywhere else you are signed out.");
        return "redirect:/me";
    }

    private static String refuse(
            SignedIn me,
            String name,
            String zone,
            Map<String, String> problems,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(me, name, zone, problems, model);
    }

    private static String page(SignedIn me, String name, String zone, Map<String, String> problems, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("name", name);
        model.addAttribute("zone", zone);
        model.addAttribute("zones", Zones.offered());
        model.addAttribute("problems", problems);
        return "team/me";
    }
}
