package app.touchline.testing;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/**
 * Signs a MockMvc request in, without a session: {@code mvc.get().uri("/").with(As.signedIn(member.signedIn()))}. Real
 * sessions are the sign-in page's to make.
 */
public final class As {

    private As() {}

    public static RequestPostProcessor signedIn(SignedIn person) {
        return authentication(new TestingAuthenticationToken(person, null, List.copyOf(person.authorities())));
    }

    /** Somebody with these roles who need not exist in the database; for pages that only look at roles. */
    public static RequestPostProcessor a(Role... roles) {
        return signedIn(
                new SignedIn(0, "Some Body", "some.body@ours.test", ZoneId.of("Europe/Berlin"), Set.of(roles), 0));
    }
}
