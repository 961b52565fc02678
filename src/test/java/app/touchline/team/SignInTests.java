package app.touchline.team;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.testing.As;
import app.touchline.testing.Browser;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class SignInTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    SessionRepository<?> stored;

    @Test
    void theRightPasswordLetsInAndLeadsToThePageThatWasAskedFor() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "198.51.100.1");
        assertThat(browser.open("/me?tab=zone")).hasStatus(302).hasRedirectedUrl("/sign-in");
        assertThat(browser.signIn("  " + dana.email().toUpperCase(), TeamSamples.PASSWORD))
                .hasStatus(302)
                .hasRedirectedUrl("/me?tab=zone");
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void theSessionIsAnotherOneAfterTheSignInAndHoldsNoPassword() {
        var dana = team.withPassword(team.manager("Nora Nohash"));
        var browser = new Browser(mvc, "198.51.100.2");
        browser.open("/sign-in");
        var before = browser.session();
        browser.signIn(dana.email(), TeamSamples.PASSWORD);
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(jdbc.sql("""
                select count(*) from spring_session s join spring_session_attributes a on a.session_primary_id = s.primary_id
                where s.principal_name = 'Nora Nohash' and position(convert_to('argon2', 'UTF8') in a.attribute_bytes) > 0
                """).query(Integer.class).single()).isZero();
    }

    @Test
    void aWrongPasswordIsRefusedInASentenceAndTheEmailStays() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "198.51.100.3");
        assertThat(browser.signIn(dana.email(), "not the password"))
                .hasStatus(422)
                .bodyText()
                .contains("This email and password do not go together.")
                .contains(dana.email());
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void anUnknownEmailAndAMemberWithoutAPasswordGetTheSameAnswer() {
        var browser = new Browser(mvc, "198.51.100.4");
        var unknown = browser.signIn("nobody.at.all@ours.test", "some password");
        var without = browser.signIn(team.manager("Dana").email(), "some password");
        assertThat(unknown).hasStatus(422).bodyText().contains("do not go together");
        assertThat(without).hasStatus(422).bodyText().contains("do not go together");
    }

    @Test
    void aPageThatIsReadWritesNothingOfTheSessionWithinAMinute() {
        var browser = new Browser(mvc, "198.51.100.15");
        browser.signIn(team.withPassword(team.manager("Ursula Used")).email(), TeamSamples.PASSWORD);
        browser.open("/me");
        var version = ofUrsula("cast(xmin as text)");
        browser.open("/me");
        assertThat(ofUrsula("cast(xmin as text)")).isEqualTo(version);
        jdbc.sql(
                        "update spring_session set last_access_time = last_access_time - 61000 where principal_name = 'Ursula Used'")
                .update();
        var before = Long.parseLong(ofUrsula("last_access_time"));
        browser.open("/me");
        assertThat(Long.parseLong(ofUrsula("last_access_time"))).isGreaterThanOrEqualTo(before + 61_000);
    }

    private String ofUrsula(String column) {
        return jdbc.sql("select " + column + " from spring_session where principal_name = 'Ursula Used'")
                .query(String.class)
                .single();
    }

    @Test
    void theTokenOfFormsStandsFromTheSignInOnSoThatPagesOpenedAtOnceHaveTheSame() {
        var browser = new Browser(mvc, "198.51.100.16");
        browser.signIn(team.withPassword(team.manager("Tomas Token")).email(), TeamSamples.PASSWORD);
        assertThat(jdbc.sql("""
                select count(*) from spring_session s join spring_session_attributes a on a.session_primary_id = s.primary_id
                where s.principal_name = 'Tomas Token' and a.attribute_name like '%CSRF_TOKEN'
                """).query(Integer.class).single()).isOne();
        browser.open("/me");
        assertThat(browser.send("/sign-out", Map.of())).hasRedirectedUrl("/sign-in?out");
    }

    @Test
    void whatTwoPagesKeepOfASessionAtOnceHoldsAsTheLaterOneKeptIt() {
        var id = begun(stored);
        var one = found(id);
        var other = found(id);
        one.setAttribute("seen", "by one");
        other.setAttribute("seen", "by the other");
        save(stored, one);
        save(stored, other);
        assertThat(found(id).<String>getAttribute("seen")).isEqualTo("by the other");
    }

    private Session found(String id) {
        return Objects.requireNonNull(stored.findById(id));
    }

    private static <S extends Session> String begun(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    @SuppressWarnings("unchecked") // it came from there
    private static <S extends Session> void save(SessionRepository<S> sessions, Session session) {
        sessions.save((S) session);
    }

    @Test
    void signingOutEndsTheSession() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "198.51.100.5");
        browser.signIn(dana.email(), TeamSamples.PASSWORD);
        browser.open("/me");
        assertThat(browser.send("/sign-out", Map.of())).hasRedirectedUrl("/sign-in?out");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void whoeverFailsTooOftenWaitsButTheMemberElsewhereDoesNot() {
        var dana = team.withPassword(team.manager("Dana"));
        var stranger = new Browser(mvc, "203.0.113.1");
        for (var i = 0; i < SignInThrottle.TRIES_PER_ADDRESS_AND_EMAIL; i++)
            assertThat(stranger.signIn(dana.email(), "guess " + i)).hasStatus(422);
        assertThat(stranger.signIn(dana.email(), TeamSamples.PASSWORD))
                .hasStatus(429)
                .bodyText()
                .contains("Too many attempts from here. Nobody is locked out: wait 15 minutes and try again.");

        var elsewhere = new Browser(mvc, "198.51.100.6");
        elsewhere.signIn(dana.email(), TeamSamples.PASSWORD);
        assertThat(elsewhere.isSignedIn()).isTrue();

        clock.set(TestClock.START.plus(SignInThrottle.WINDOW));
        assertThat(stranger.signIn(dana.email(), TeamSamples.PASSWORD)).hasRedirectedUrl("/");
    }

    @Test
    void whoeverTriesManyEmailsFromOneAddressWaits() {
        jdbc.sql("insert into sign_in_tries (bucket, tries, since) values ('203.0.113.2', :tries, :since)")
                .param("tries", SignInThrottle.TRIES_PER_ADDRESS)
                .param("since", TestClock.START.minus(Duration.ofMinutes(5)).atOffset(ZoneOffset.UTC))
                .update();
        var stranger = new Browser(mvc, "203.0.113.2");
        assertThat(stranger.signIn("another@ours.test", "guess"))
                .hasStatus(429)
                .bodyText()
                .contains("wait 10 minutes");
    }

    @Test
    void aSignedOutPersonWhoSendsAnOldFormIsLedToTheSignIn() {
        assertThat(mvc.post().uri("/me")).hasStatus(302).hasRedirectedUrl("/sign-in?again");
        assertThat(mvc.post().uri("/me").header("HX-Request", "true"))
                .hasStatus(401)
                .headers()
                .hasValue("HX-Redirect", "/sign-in?again");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        assertThat(mvc.post().uri("/me").with(As.a(Role.ADMIN))).hasStatus(409);
        assertThat(mvc.post().uri("/me").with(As.a(Role.ADMIN)).with(csrf().useInvalidToken()))
                .hasStatus(409);
    }

    @Test
    void aNulInAFormIsRefusedBeforeItReachesTheDatabase() {
        var browser = new Browser(mvc, "198.51.100.8");
        browser.open("/sign-in");
        assertThat(browser.send("/sign-in", Map.of("email", "a\0b@ours.test", "password", "some password")))
                .hasStatus(400);
    }

    @Test
    void everyAnswerForbidsInlineScriptsFramesAndForeignContent() {
        assertThat(mvc.get().uri("/sign-in").secure(true))
                .hasStatusOk()
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                                + " frame-ancestors 'none'")
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasValue("X-Frame-Options", "DENY")
                .hasValue("Referrer-Policy", "same-origin")
                .containsHeader("Strict-Transport-Security")
                .containsHeader("Permissions-Policy")
                .hasValue("Cross-Origin-Opener-Policy", "same-origin");
    }

    @Test
    void signingInTakesLessThanThreeHundredMilliseconds() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "198.51.100.7");
        // The processor's time on this thread, which is the request's: other tests and builds may run beside it.
        var processor = ManagementFactory.getThreadMXBean();
        var fastest = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            browser.open("/sign-in");
            var start = processor.getCurrentThreadCpuTime();
            browser.send("/sign-in", Map.of("email", dana.email(), "password", "wrong"));
            fastest = Math.min(fastest, processor.getCurrentThreadCpuTime() - start);
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(300));
    }
}
