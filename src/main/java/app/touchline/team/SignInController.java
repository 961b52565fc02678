package app.touchline.team;

import java.time.Duration;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.team.SignIn.Outcome;

/** The sign-in page. */
@Controller
class SignInController {

    /** Longer than any password that can be set; more would only be work. */
    private static final int LONGEST = 500;

    private final SignIn signIn;
    private final Sessions sessions;

    SignInController(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    String form(@AuthenticationPrincipal @Nullable SignedIn me) {
        return me == null ? "team/sign-in" : "redirect:/";
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var outcome = email.isBlank() || password.isEmpty() || email.length() > LONGEST || password.length() > LONGEST
                ? new Outcome.Wrong()
                : signIn.attempt(email, password, Objects.requireNonNullElse(request.getRemoteAddr(), ""));
        return switch (outcome) {
            case Outcome.Welcome(var me) -> "redirect:" + sessions.begin(me, request, response);
            case Outcome.Wrong() ->
                refuse(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        email,
                        "This email and password do not go together.",
                        response,
                        model);
            case Outcome.Deactivated() ->
                refuse(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        email,
                        "This account was deactivated. Ask an admin to activate it again.",
                        response,
                        model);
            case Outcome.Wait(var time) -> refuse(HttpStatus.TOO_MANY_REQUESTS, email, tooMany(time), response, model);
        };
    }

    private static String refuse(
            HttpStatus status, String email, String problem, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("email", email);
        model.addAttribute("problem", problem);
        return "team/sign-in";
    }

    private static String tooMany(Duration wait) {
        var minutes = wait.plusSeconds(59).toMinutes();
        return "Too many attempts from here. Nobody is locked out: wait "
                + (minutes == 1 ? "a minute" : minutes + " minutes") + " and try again.";
    }
}
