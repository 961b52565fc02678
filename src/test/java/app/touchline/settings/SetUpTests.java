package app.touchline.settings;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.team.Members;
import app.touchline.team.OneTimeLinks;
import app.touchline.team.People;
import app.touchline.team.Role;
import app.touchline.testing.Browser;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** On a database of its own, since nobody may be a member there. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=set-up")
@ExtendWith(OutputCaptureExtension.class)
class SetUpTests {

    private static final String PASSWORD = "a first good password";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    SetUp setUp;

    @Autowired
    OneTimeLinks links;

    @Autowired
    People people;

    @Autowired
    Members members;

    @Autowired
    SettingsReader settings;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobodyIsAMemberAgain() {
        jdbc.sql("delete from member_link").update();
        jdbc.sql("delete from member_role").update();
        jdbc.sql("delete from member").update();
        jdbc.sql("delete from own_domain").update();
    }

    @Test
    void theLinkInTheLogLeadsToThePageThatMakesTheFirstAdmin(CapturedOutput log) {
        setUp.offer();
        var path = log.getOut().replaceFirst("(?s).*http://localhost:\\d+(/set-up/\\S+).*", "$1");
        var browser = new Browser(mvc, "192.0.2.20");
        assertThat(browser.open(path)).hasStatusOk().bodyText().contains("Set up Touchline");
        assertThat(browser.send(path, form())).hasRedirectedUrl("/sign-in?ready");

        assertThat(settings.current().name()).isEqualTo("Acme Allies");
        assertThat(settings.zone().getId()).isEqualTo("Asia/Kolkata");
        assertThat(settings.current().ownDomains()).containsExactly("acme.example");
        assertThat(members.findByEmail("ada@acme.example").orElseThrow().roles())
                .containsExactly(Role.ADMIN);
        browser.signIn("ada@acme.example", PASSWORD);
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void onlyTheNewestLinkOpens() {
        var earlier = "/set-up/" + links.makeForSetUp();
        var newest = "/set-up/" + links.makeForSetUp();
        assertThat(mvc.get().uri(earlier)).hasStatus(410);
        assertThat(mvc.get().uri(newest)).hasStatusOk();
    }

    @Test
    void theLinkOpensNothingOnceThereIsAMember() {
        var mine = "/set-up/" + links.makeForSetUp();
        var quick = new Browser(mvc, "192.0.2.21");
        var slow = new Browser(mvc, "192.0.2.22");
        slow.open(mine);
        quick.open(mine);
        quick.send(mine, form());
        assertThat(slow.send(mine, form())).hasStatus(410);
        assertThat(quick.open(mine)).hasStatus(410).bodyText().contains("This link no longer opens");
        assertThat(members.count()).isOne();
    }

    @Test
    void nobodyIsAskedToSetUpWhatIsSetUp(CapturedOutput log) {
        assertThat(people.addFirst("ada@acme.example", "Ada", settings.zone(), PASSWORD))
                .isTrue();
        var before = log.getOut().length();
        setUp.offer();
        assertThat(log.getOut().substring(before)).doesNotContain("/set-up/");
        assertThat(people.addFirst("eve@acme.example", "Eve", settings.zone(), PASSWORD))
                .isFalse();
    }

    @Test
    void aGuessedLinkOpensNothing() {
        assertThat(mvc.get().uri("/set-up/guess")).hasStatus(410);
    }

    @Test
    void badInputIsSaidBesideItsFieldAndNothingTypedIsLost() {
        var path = "/set-up/" + links.makeForSetUp();
        var browser = new Browser(mvc, "192.0.2.23");
        browser.open(path);
        var form = form();
        form.putAll(
                Map.of("zone", "Nowhere", "ownDomain", "com", "email", "ada", "password", "short", "programme", ""));
        assertThat(browser.send(path, form))
                .hasStatus(422)
                .bodyText()
                .contains("Give the programme a name.", "“Nowhere” is not a time zone.", "“com” is not a domain")
                .contains("“ada” is not an email address", "a password has at least 12")
                .contains("value=\"Nowhere\"", "value=\"Ada Admin\"");
        assertThat(browser.send(path, form())).hasRedirectedUrl("/sign-in?ready");
    }

    private static Map<String, String> form() {
        return new LinkedHashMap<>(Map.of(
                "programme", "Acme Allies",
                "zone", "Asia/Kolkata",
                "ownDomain", "acme.example",
                "name", "Ada Admin",
                "email", "Ada@acme.example",
                "password", PASSWORD,
                "again", PASSWORD));
    }
}
