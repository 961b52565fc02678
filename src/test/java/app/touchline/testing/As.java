package app.touchline.testing;

import java.time.ZoneId;
import java.util.Set;

import org.springframework.test.web.servlet.request.RequestPostProcessor;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** Signs a MockMvc request in: {@code mvc.get().uri("/").with(As.signedIn(member.signedIn()))}. */
public final class As {

    private As() {}

    public static RequestPostProcessor signedIn(SignedIn person) {
        return user(person);
    }

    /** Somebody with these roles who need not exist in the database; for pages that only look at roles. */
    public static RequestPostProcessor a(Role... roles) {
        return user(
                new SignedIn(0, "Some Body", "some.body@ours.test", ZoneId.of("Europe/Berlin"), Set.of(roles), null));
    }
}
