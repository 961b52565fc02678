package app.touchline.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One person's browser: one connection, one session. */
class Client {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    Client(String base) {
        this.base = base;
    }

    /** @param location where a redirection leads, on this server; else empty */
    record Answer(int status, int bytes, String location) {}

    Answer get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(),
                answer.body().length,
                answer.headers().firstValue("Location").orElse("").replace(base, ""));
    }

    /** The body as it comes; the server waits while it is not read. */
    InputStream open(String path) throws IOException, InterruptedException {
        return http.send(request(path), BodyHandlers.ofInputStream()).body();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).build();
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        var form = http.send(request("/sign-in"), BodyHandlers.ofString());
        var csrf = CSRF.matcher(form.body());
        if (!csrf.find()) throw new IllegalStateException("no sign-in form: " + form.statusCode());
        var body = "email=" + encode(email) + "&password=" + encode(password) + "&_csrf=" + encode(csrf.group(1));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("sign-in"))
            throw new IllegalStateException("not signed in: " + answer.statusCode());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
