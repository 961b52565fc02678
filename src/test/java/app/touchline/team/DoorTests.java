package app.touchline.team;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What only the real server does: cookies, forms that are too large, a proxy in front. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.enabled=false",
            "touchline.secret-key=" + TestDatabase.SECRET_KEY,
            "touchline.sample=false"
        })
@ContextConfiguration(initializers = TestDatabase.class)
class DoorTests {

    private final HttpClient browser = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void theSessionsCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
        var cookie = get("/sign-in").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("touchline=")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void behindAProxyTheCookieIsSecureAndAddressesAreTheOutsideOnes() throws Exception {
        var answer = browser.send(
                request("/admin")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "touchline.example.com")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(
                        location -> assertThat(location).isIn("/sign-in", "https://touchline.example.com/sign-in"));
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void aFormOfTenMegabytesIsAnsweredInASentence() throws Exception {
        var answer = browser.send(
                request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("email=" + "a".repeat(10_000_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("This is too large").doesNotContain("Exception", "\tat ");
    }

    @Test
    void anUploadThatIsTooLargeIsAnsweredInASentence() throws Exception {
        var body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                + "a".repeat(30_000_000) + "\r\n--x--\r\n";
        var answer = browser.send(
                request("/sign-in")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("This is too large").doesNotContain("Exception", "\tat ");
    }

    @Test
    void theHealthEndpointIsOpenAndSaysNoMoreThanItMust() throws Exception {
        assertThat(get("/actuator/health").body()).contains("UP").doesNotContain("components");
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/env").statusCode())
                .as("machines get no page to sign in")
                .isEqualTo(401);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
