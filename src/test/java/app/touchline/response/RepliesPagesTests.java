package app.touchline.response;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;
import app.touchline.today.MyDay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class RepliesPagesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MyDay days;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

    @Autowired
    ResponseUpkeep upkeep;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Member dana;

    @BeforeEach
    void dana() {
        jdbc.sql("update programme set zone = 'Europe/Berlin'").update();
        dana = team.manager("Dana Weiss");
    }

    @AfterEach
    void theRuleAsItWas() {
        jdbc.sql("update reply_rule set working_days = 2").update();
    }

    private Partner partner(String stem) {
        return partners.partner(PartnerSamples.name(stem), 1, dana.id(), null);
    }

    private long received(Partner partner, int daysAgo) {
        return inThread(touches.received(partner, clock.instant().minus(Duration.ofDays(daysAgo))));
    }

    private long inThread(long touch) {
        jdbc.sql("update touch set thread_id = -id where id = ?").params(touch).update();
        while (upkeep.some()) continue;
        return touch;
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(As.signedIn(dana.signedIn())).exchange();
    }

    private MvcTestResult post(Member who, String path) {
        return mvc.post()
                .uri(path)
                .param("back", "/")
                .with(csrf())
                .with(As.signedIn(who.signedIn()))
                .exchange();
    }

    @Test
    void aReplyThatIsOwedStandsOnTodayAndInTheBarUntilItIsDismissed() {
        var acme = partner("Acme");
        var touch = received(acme, 5);
        var dismissal = "/replies/%d/%d/dismissal".formatted(touch, acme.id());
        assertThat(get("/"))
                .hasStatusOk()
                .bodyText()
                .contains("1 partner owed a reply", "Replies owed", acme.name(), "Reply to them", "5 d", ">1 due<");
        assertThat(get("/replies")).bodyText().contains(acme.name(), "Replies owed 1");
        for (int twice = 0; twice < 2; twice++)
            assertThat(post(dana, dismissal)).hasRedirectedUrl("/");
        assertThat(get("/")).bodyText().doesNotContain("Replies owed").doesNotContain(">1 due<");
        assertThat(get("/replies?show=dismissed")).bodyText().contains(acme.name(), "Dana Weiss said so");
        assertThat(post(dana, dismissal + "/undo")).hasRedirectedUrl("/");
        assertThat(get("/")).bodyText().contains("1 partner owed a reply");
        assertThat(jdbc.sql(
                                "select what from audit_entry where about = 'partner' and about_id = ? and by_id = ? order by id")
                        .params(acme.id(), dana.id())
                        .query(String.class)
                        .list())
                .containsExactly("said that no reply is needed", "took back that no reply is needed");
    }

    @Test
    void aPartnerStandsOnceByTheThreadThatWaitsLongestInListBarMailAndFile() throws Exception {
        var acme = partner("Many threads");
        inThread(touches.sent(
                acme, clock.instant().minus(Duration.ofDays(1)))); // else it slipped where a mailbox is read
        received(acme, 5);
        var oldest = received(acme, 12);
        received(acme, 6);
        assertThat(get("/"))
                .bodyText()
                .contains("1 partner owed a reply", "12 d", "2 more threads wait", ">1 due<")
                .doesNotContain("5 d<");
        assertThat(days.of(dana.signedIn(), clock.instant()).words()).isEqualTo("1 partner owed a reply");
        assertThat(get("/today.csv").getResponse().getContentAsString().lines()).hasSize(2);
        assertThat(get("/replies")).bodyText().contains("Replies owed 3");

        post(dana, "/replies/%d/%d/dismissal".formatted(oldest, acme.id()));
        assertThat(get("/"))
                .bodyText()
                .contains("1 partner owed a reply", "6 d", "another thread waits too")
                .doesNotContain("12 d");
    }

    @Test
    void whatWeWaitForStandsApart() {
        var acme = partner("Waiting");
        inThread(touches.sent(acme, clock.instant().minus(Duration.ofDays(5))));
        assertThat(get("/"))
                .bodyText()
                .contains("Replies awaited 1", "No answer yet")
                .doesNotContain("1 partner owed a reply");
    }

    @Test
    void afterThirtyDaysItWasNeverAnswered() {
        var acme = partner("Forgotten");
        received(acme, 31);
        assertThat(get("/")).bodyText().doesNotContain("owed a reply");
        assertThat(get("/replies?show=never-answered")).bodyText().contains(acme.name(), "Never answered by us 1");
    }

    @Test
    void aViewerMayNotDismiss() {
        var acme = partner("Seen only");
        var touch = received(acme, 5);
        assertThat(post(team.viewer(), "/replies/%d/%d/dismissal".formatted(touch, acme.id())))
                .hasStatus(403);
        assertThat(get("/")).bodyText().contains("1 partner owed a reply");
    }

    @Test
    void anAdminSaysAfterHowManyWorkingDays() {
        var acme = partner("Rule");
        received(acme, 5);
        assertThat(rule("21")).hasStatus(422).bodyText().contains("Write a number of days from 1 to 20.");
        assertThat(get("/")).bodyText().contains("1 partner owed a reply");
        for (int twice = 0; twice < 2; twice++) assertThat(rule("4")).hasRedirectedUrl("/admin/replies");
        assertThat(get("/")).bodyText().doesNotContain("owed a reply");
        assertThat(jdbc.sql(
                                "select detail::text from audit_entry where what like 'changed after how many%' and detail ->> 'to' = '4'")
                        .query(String.class)
                        .list())
                .as("audited once")
                .hasSize(1)
                .allMatch(detail -> detail.contains("\"from\": 2"));
    }

    private MvcTestResult rule(String days) {
        return mvc.post()
                .uri("/admin/replies")
                .param("days", days)
                .with(csrf())
                .with(As.a(Role.ADMIN))
                .exchange();
    }
}
