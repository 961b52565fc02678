package app.touchline.team;

import java.time.Duration;
import java.util.Locale;

import org.springframework.stereotype.Service;

import app.touchline.team.SignIn.Outcome.Deactivated;
import app.touchline.team.SignIn.Outcome.Wait;
import app.touchline.team.SignIn.Outcome.Welcome;
import app.touchline.team.SignIn.Outcome.Wrong;

/** Decides whether somebody who knows an email and a password is let in. */
@Service
class SignIn {

    private final Members members;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    SignIn(Members members, Passwords passwords, SignInThrottle throttle) {
        this.members = members;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** What an attempt comes to. */
    sealed interface Outcome {
        record Welcome(SignedIn me) implements Outcome {}

        record Wrong() implements Outcome {}

        record Deactivated() implements Outcome {}

        record Wait(Duration time) implements Outcome {}
    }

    Outcome attempt(String typedEmail, String password, String client) {
        var email = typedEmail.strip().toLowerCase(Locale.ROOT);
        var wait = throttle.count(email, client);
        if (wait.isPresent()) return new Wait(wait.get());
        var member = members.findByEmail(email);
        var right = passwords.matches(password, member.map(Member::passwordHash).orElse(null));
        if (!right || member.isEmpty()) return new Wrong();
        throttle.forget(email, client);
        return member.get().active() ? new Welcome(member.get().signedIn()) : new Deactivated();
    }
}
