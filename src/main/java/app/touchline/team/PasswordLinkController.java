package app.touchline.team;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a one-time link leads: a person sets a password. Opening it uses nothing up, since mail programs and scanners open
 * links too; setting the password does.
 */
@Controller
class PasswordLinkController {

    private final OneTimeLinks links;
    private final People people;
    private final Members members;

    PasswordLinkController(OneTimeLinks links, People people, Members members) {
        this.links = links;
        this.people = people;
        this.members = members;
    }

    @GetMapping("/password/{token}")
    String form(@PathVariable String token, HttpServletResponse response, Model model) {
        var member = links.memberOf(token);
        return member.isPresent() ? form(token, member.getAsLong(), Map.of(), response, model) : noLonger(response);
    }

    @PostMapping("/password/{token}")
    String setPassword(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletResponse response,
            Model model) {
        var id = links.memberOf(token);
        if (id.isEmpty()) return noLonger(response);
        var problem =
                NewPassword.problem(password, again, member(id.getAsLong()).email());
        if (problem.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(token, id.getAsLong(), Map.of("password", problem.get()), response, model);
        }
        return people.setPasswordWith(token, password) ? "redirect:/sign-in?ready" : noLonger(response);
    }

    private String form(
            String token, long id, Map<String, String> problems, HttpServletResponse response, Model model) {
        secret(response);
        model.addAttribute("person", member(id));
        model.addAttribute("token", token);
        model.addAttribute("problems", problems);
        return "team/password";
    }

    private static String noLonger(HttpServletResponse response) {
        secret(response);
        response.setStatus(HttpStatus.GONE.value());
        return "team/link-gone";
    }

    /** The address of this page is the secret. */
    private static void secret(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private Member member(long id) {
        return members.findById(id).orElseThrow(() -> new NoSuchPerson(id));
    }
}
