package app.touchline.team;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.People.Outcome;
import app.touchline.testing.As;
import app.touchline.testing.Browser;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.TeamSamples.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class PeopleTests {

    private static final String ANOTHER = "correct horse battery staple";
    private static final Pattern LINK = Pattern.compile("http://localhost(/password/[A-Za-z0-9_-]{43})\"");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    People people;

    @Autowired
    Members members;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Browser admin;

    @BeforeEach
    void anAdminIsSignedIn() {
        admin = new Browser(mvc, "192.0.2.1");
        admin.signIn(team.withPassword(team.admin()).email(), PASSWORD);
    }

    @Test
    void aPersonWhomAnAdminAddsSetsAPasswordWithTheLinkAndSignsIn() {
        admin.open("/admin/people/new");
        var added = admin.send(
                "/admin/people",
                Map.of("name", "Nina New", "email", "Nina.New@ours.test", "zone", "Asia/Kolkata", "roles", "VIEWER"));
        var link = linkOn(added);

        var nina = new Browser(mvc, "192.0.2.2");
        assertThat(nina.open(link)).hasStatusOk().bodyText().contains("Nina New", "nina.new@ours.test");
        assertThat(nina.send(link, Map.of("password", ANOTHER, "again", ANOTHER)))
                .hasRedirectedUrl("/sign-in?ready");
        nina.signIn("nina.new@ours.test", ANOTHER);
        assertThat(nina.open("/me"))
                .hasStatusOk()
                .bodyText()
                .contains("Nina New")
                .contains("Viewer")
                .contains("Asia/Kolkata");
    }

    @Test
    void aLinkOpensOnceAndOnlyItsHashIsStored() {
        var link = linkOn(makeLinkFor(team.manager("Dana")));
        var dana = new Browser(mvc, "192.0.2.3");
        dana.open(link);
        dana.send(link, Map.of("password", ANOTHER, "again", ANOTHER));
        assertThat(dana.open(link)).hasStatus(410).bodyText().contains("This link no longer opens");
        assertThat(dana.send(link, Map.of("password", "and another password", "again", "and another password")))
                .satisfies(
                        answer -> assertThat(answer.getResponse().getStatus()).isNotEqualTo(200));
        var token = link.substring(link.lastIndexOf('/') + 1);
        assertThat(jdbc.sql("select count(*) from member_link where token_hash = :token")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aLinkOpensForThreeDaysAndNotLonger() {
        var link = linkOn(makeLinkFor(team.manager("Dana")));
        var dana = new Browser(mvc, "192.0.2.4");
        clock.set(TestClock.START.plus(Duration.ofHours(72)).minusSeconds(1));
        assertThat(dana.open(link)).hasStatusOk();
        clock.set(TestClock.START.plus(Duration.ofHours(72)));
        assertThat(dana.open(link)).hasStatus(410);
    }

    @Test
    void aNewerLinkClosesTheOneBefore() {
        var dana = team.manager("Dana");
        var first = linkOn(makeLinkFor(dana));
        var second = linkOn(makeLinkFor(dana));
        assertThat(mvc.get().uri(first)).hasStatus(410);
        assertThat(mvc.get().uri(second)).hasStatusOk();
    }

    @Test
    void aWeakPasswordIsRefusedInASentence() {
        var link = linkOn(makeLinkFor(team.manager("Dana")));
        var dana = new Browser(mvc, "192.0.2.5");
        dana.open(link);
        assertThat(dana.send(link, Map.of("password", "short", "again", "short")))
                .hasStatus(422)
                .bodyText()
                .contains("This has 5 characters; a password has at least 12.");
        assertThat(dana.send(link, Map.of("password", "aaaaaaaaaaaaaaaa", "again", "aaaaaaaaaaaaaaaa")))
                .hasStatus(422)
                .bodyText()
                .contains("This repeats the same few characters.");
        assertThat(dana.send(link, Map.of("password", ANOTHER, "again", ANOTHER + "r")))
                .hasStatus(422)
                .bodyText()
                .contains("The two do not match.");
        assertThat(dana.send(link, Map.of("password", ANOTHER, "again", ANOTHER)))
                .hasRedirectedUrl("/sign-in?ready");
    }

    @Test
    void changingOnesPasswordEndsTheOtherSessionsAndKeepsThisOne() {
        var dana = team.withPassword(team.manager("Dana"));
        var here = new Browser(mvc, "192.0.2.6");
        var elsewhere = new Browser(mvc, "192.0.2.7");
        here.signIn(dana.email(), PASSWORD);
        elsewhere.signIn(dana.email(), PASSWORD);
        here.open("/me");
        assertThat(here.send("/me/password", Map.of("current", "not it", "password", ANOTHER, "again", ANOTHER)))
                .hasStatus(422)
                .bodyText()
                .contains("This is not your password until now.");
        assertThat(here.send("/me/password", Map.of("current", PASSWORD, "password", ANOTHER, "again", ANOTHER)))
                .hasRedirectedUrl("/me");
        assertThat(here.isSignedIn()).isTrue();
        assertThat(elsewhere.isSignedIn()).isFalse();
    }

    @Test
    void deactivationEndsRunningSessionsAtOnceAndActivationLetsInAgain() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "192.0.2.8");
        browser.signIn(dana.email(), PASSWORD);
        assertThat(browser.isSignedIn()).isTrue();

        admin.open("/admin/people/" + dana.id());
        assertThat(admin.send("/admin/people/%d/deactivation".formatted(dana.id()), Map.of()))
                .hasRedirectedUrl("/admin/people");
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.signIn(dana.email(), PASSWORD))
                .hasStatus(422)
                .bodyText()
                .contains("This account was deactivated.");

        admin.open("/admin/people/" + dana.id());
        admin.send("/admin/people/%d/activation".formatted(dana.id()), Map.of());
        browser.signIn(dana.email(), PASSWORD);
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void aChangedRoleAndZoneHoldInTheRunningSession() {
        var dana = team.withPassword(team.manager("Dana"));
        var browser = new Browser(mvc, "192.0.2.9");
        browser.signIn(dana.email(), PASSWORD);
        assertThat(browser.open("/admin/people")).hasStatus(403);
        admin.open("/admin/people/" + dana.id());
        assertThat(admin.send(
                        "/admin/people/" + dana.id(),
                        Map.of("name", "Dana W.", "email", dana.email(), "zone", "Pacific/Apia", "roles", "ADMIN")))
                .hasRedirectedUrl("/admin/people");
        assertThat(browser.open("/admin/people")).hasStatusOk();
        assertThat(browser.open("/me")).hasStatusOk().bodyText().contains("Dana W.", "Pacific/Apia");
        people.change(dana.id(), dana.email(), "Dana", ZoneId.of("UTC"), Set.of(Role.VIEWER), Who.TOUCHLINE);
        assertThat(browser.open("/admin/people")).hasStatus(403);
    }

    @Test
    void badInputIsSaidBesideItsFieldAndNothingTypedIsLost() {
        var dana = team.manager("Dana");
        admin.open("/admin/people/new");
        assertThat(admin.send(
                        "/admin/people",
                        Map.of("name", "Typed Name", "email", "not an address", "zone", "Europe/Atlantis")))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "“not an address” is not an email address", "value=\"Typed Name\"", "value=\"Europe/Atlantis\"")
                .contains("“Europe/Atlantis” is not a time zone.", "Choose at least one role.");
        assertThat(admin.send(
                        "/admin/people",
                        Map.of("name", "Again", "email", dana.email(), "zone", "UTC", "roles", "VIEWER")))
                .hasStatus(422)
                .bodyText()
                .contains("Dana already has this email.");
        assertThat(admin.send(
                        "/admin/people/" + dana.id(),
                        Map.of("name", "", "email", team.viewer().email(), "zone", "UTC", "roles", "VIEWER")))
                .hasStatus(422)
                .bodyText()
                .contains("Type a name.");
    }

    @Test
    @Transactional
    void theLastActiveAdminCannotBeDeactivatedOrLoseTheRole() {
        var last = team.admin();
        jdbc.sql("update member set active = false where id <> :id")
                .param("id", last.id())
                .update();
        assertThat(people.deactivate(last.id(), Who.TOUCHLINE)).isEqualTo(Outcome.WOULD_LEAVE_NO_ADMIN);
        assertThat(people.change(
                        last.id(), last.email(), "Ada", ZoneId.of("UTC"), Set.of(Role.OPS_LEAD), Who.TOUCHLINE))
                .isEqualTo(Outcome.WOULD_LEAVE_NO_ADMIN);
        assertThat(mvc.post()
                        .uri("/admin/people/%d/deactivation".formatted(last.id()))
                        .with(As.a(Role.ADMIN))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("This is the last active admin.");
        team.admin();
        assertThat(people.deactivate(last.id(), Who.TOUCHLINE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void thePageListsEverybodyWithWhatTheyMay() {
        var dana = team.member("Dana Doublerole", Role.OPS_LEAD, Role.PARTNER_MANAGER);
        assertThat(admin.open("/admin/people"))
                .hasStatusOk()
                .bodyText()
                .contains("Dana Doublerole", dana.email(), "Ops lead, Partner manager", "No password yet");
    }

    @Test
    void aPersonWhoIsNotThereIsAPageOfItsOwn() {
        assertThat(admin.open("/admin/people/987654")).hasStatus(404);
    }

    @Test
    void everyChangeOfAPersonIsInTheAudit() {
        var dana = team.manager("Dana Audited");
        people.deactivate(dana.id(), new Who(7L, "Ada"));
        assertThat(jdbc.sql("""
                        select by_name || ' ' || what || ' ' || about_name from audit_entry
                        where about = 'member' and about_id = :id order by id
                        """).param("id", dana.id()).query(String.class).list())
                .containsExactly("Touchline added Dana Audited", "Ada deactivated Dana Audited");
    }

    private MvcTestResult makeLinkFor(Member member) {
        admin.open("/admin/people/" + member.id());
        return admin.send("/admin/people/%d/link".formatted(member.id()), Map.of());
    }

    private static String linkOn(MvcTestResult page) {
        try {
            var found = LINK.matcher(page.getResponse().getContentAsString());
            assertThat(found.find()).isTrue();
            return found.group(1);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
