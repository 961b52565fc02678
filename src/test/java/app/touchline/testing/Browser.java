package app.touchline.testing;

import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;

import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Somebody at a browser of their own, without JavaScript: keeps the session's cookie, and sends with a form the token
 * that the page before it held. For what has to do with real sessions; other tests sign in with {@link As}.
 */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final MockMvcTester mvc;
    private final String address;
    private @Nullable Cookie session;
    private String token = "";

    /** @param address the client address, which sign-in throttling looks at */
    public Browser(MockMvcTester mvc, String address) {
        this.mvc = mvc;
        this.address = address;
    }

    public MvcTestResult open(String path) {
        var request = mvc.get().uri(path).accept("text/html").with(from -> {
            from.setRemoteAddr(address);
            return from;
        });
        if (session != null) request = request.cookie(session);
        return seen(request.exchange());
    }

    /** Sends a form of the page that was opened last. */
    public MvcTestResult send(String path, Map<String, String> fields) {
        var request = mvc.post()
                .uri(path)
                .accept("text/html")
                .param("_csrf", token)
                .with(from -> {
                    from.setRemoteAddr(address);
                    return from;
                });
        for (var field : new TreeMap<>(fields).entrySet()) request = request.param(field.getKey(), field.getValue());
        if (session != null) request = request.cookie(session);
        return seen(request.exchange());
    }

    public MvcTestResult signIn(String email, String password) {
        open("/sign-in");
        return send("/sign-in", Map.of("email", email, "password", password));
    }

    public boolean isSignedIn() {
        return open("/me").getResponse().getStatus() == 200;
    }

    public String session() {
        return Objects.requireNonNull(session).getValue();
    }

    private MvcTestResult seen(MvcTestResult result) {
        for (var cookie : result.getResponse().getCookies()) session = cookie.getMaxAge() == 0 ? null : cookie;
        try {
            var found = TOKEN.matcher(result.getResponse().getContentAsString());
            if (found.find()) token = found.group(1);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return result;
    }
}
