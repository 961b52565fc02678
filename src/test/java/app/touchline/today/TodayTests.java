package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.action.Action;
import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextStepReader;
import app.touchline.action.NextSteps;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchRows;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
@TestPropertySource(
        properties = "spring.application.name=TodayTests") // a database of its own: it looks at everything there is
class TodayTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    NextSteps steps;

    @Autowired
    NextStepReader reader;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchRows touches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Member dana;

    @BeforeEach
    void dana() {
        clock.reset();
        jdbc.sql("update programme set zone = 'Europe/Berlin', known_since = '2026-01-01'")
                .update();
        dana = team.manager("Dana Weiss");
    }

    private Partner partner(String stem, int daysSinceTouch) {
        var partner = partners.partner(PartnerSamples.name(stem), 1, dana.id(), null);
        touches.sent(partner.id(), TestClock.START.minusSeconds(86_400L * daysSinceTouch));
        return partner;
    }

    private Action action(Partner partner, LocalDate due) {
        return steps.set(dana.signedIn(), partner.id(), new Plan(ActionType.FOLLOW_UP, "call them", due, dana.id()));
    }

    private String today(Member member) throws Exception {
        return get(member, "/").getResponse().getContentAsString();
    }

    private MvcTestResult get(Member member, String path) {
        return mvc.get().uri(path).with(As.signedIn(member.signedIn())).exchange();
    }

    @Test
    void isWorkedFromTheTop() throws Exception {
        var dueSoon = partner("Due soon", 6);
        var slipped = partner("Slipped", 20);
        var dueToday = partner("Due today", 1);
        var overdue = partner("Overdue", 1);
        var longOverdue = partner("Long overdue", 1);
        action(dueToday, TODAY);
        action(overdue, TODAY.minusDays(1));
        action(longOverdue, TODAY.minusDays(9));
        assertThat(today(dana))
                .containsSubsequence(
                        longOverdue.name(),
                        "9 d late",
                        overdue.name(),
                        "1 d late",
                        dueToday.name(),
                        slipped.name(),
                        "13 days past the 7-day window",
                        dueSoon.name(),
                        "Slips in 2 days")
                .contains("2 overdue, 1 due today, 1 slipped, 1 due soon");
    }

    @Test
    void leavesOutWhoIsOnCadenceOrHasSomebodyOnIt() throws Exception {
        var onCadence = partner("On cadence", 2);
        var slippedWithAction = partner("In hand", 20);
        action(slippedWithAction, TODAY.plusDays(3));
        assertThat(today(dana)).doesNotContain(onCadence.name(), slippedWithAction.name());
    }

    @Test
    void leavesOutArchivedPartners() throws Exception {
        var gone = partner("Gone", 20);
        action(gone, TODAY.minusDays(3));
        jdbc.sql("update partner set archived_at = created_at where id = :id")
                .param("id", gone.id())
                .update();
        assertThat(today(dana)).doesNotContain(gone.name());
        assertThat(reader.overdue(dana.id(), clock.instant())).isZero();
    }

    @Test
    void anActionIsOverdueWhenItsDayIsOverInTheAssigneesZone() throws Exception {
        var late = team.memberIn(ZoneId.of("Pacific/Apia"), "Lani Apia", Role.PARTNER_MANAGER);
        var early = team.memberIn(ZoneId.of("America/New_York"), "Nick York", Role.PARTNER_MANAGER);
        var partner = partner("Zones", 1);
        var due = new Plan(ActionType.FOLLOW_UP, "", TODAY, late.id());
        steps.set(dana.signedIn(), partner.id(), due);
        steps.set(dana.signedIn(), partner.id(), new Plan(ActionType.FOLLOW_UP, "", TODAY, early.id()));
        clock.set(Instant.parse("2026-11-18T23:30:00Z"));
        assertThat(today(late)).contains("1 overdue").contains("1 late");
        assertThat(today(early)).contains("1 due today").doesNotContain("1 late");
        clock.set(Instant.parse("2026-11-19T04:59:59Z"));
        assertThat(today(early)).contains("1 due today");
        clock.set(Instant.parse("2026-11-19T05:00:00Z"));
        assertThat(today(early)).contains("1 overdue");
    }

    @Test
    void aPartnerSlipsAtMidnightOfTheProgrammesZone() throws Exception {
        var partner = partner("Midnight", 7);
        clock.set(Instant.parse("2026-11-18T22:59:59Z"));
        assertThat(today(dana)).containsSubsequence("Due soon", partner.name(), "last day inside the window");
        clock.set(Instant.parse("2026-11-18T23:00:00Z"));
        assertThat(today(dana)).containsSubsequence("Slipped", partner.name(), "1 day past the 7-day window");
    }

    @Test
    void whatAPersonChoseStaysAndStandsInTheAddress() throws Exception {
        var mine = partner("Mine", 20);
        var ben = team.manager("Ben Ortiz");
        var tier = partners.tier(1).id();
        assertThat(today(ben)).doesNotContain(mine.name());
        assertThat(get(ben, "/?who=all&tier=" + tier)).bodyText().contains(mine.name());
        assertThat(get(ben, "/")).hasRedirectedUrl("/?who=all&tier=" + tier);
        assertThat(get(ben, "/?who=mine")).bodyText().doesNotContain(mine.name());
        assertThat(get(ben, "/")).hasStatusOk();
        assertThat(get(dana, "/")).hasStatusOk();
    }

    @Test
    void theFileHoldsTheListInItsOrder() throws Exception {
        var slipped = partner("=Slipped", 20);
        var overdue = partner("Overdue", 1);
        action(overdue, TODAY.minusDays(2));
        assertThat(get(dana, "/today.csv").getResponse().getContentAsString().lines())
                .containsExactly(
                        "reason,partner,tier,owner,what,who,due,days_late,days_since_touch,window_days,blockers",
                        "overdue,%s,Tier 1,Dana Weiss,Follow-up · call them,Dana Weiss,2026-11-16,2,1,7,"
                                .formatted(overdue.name()),
                        "slipped,'%s,Tier 1,Dana Weiss,No next step,,2026-11-05,13,20,7,".formatted(slipped.name()));
    }

    @Test
    void showsOneTierOnly() throws Exception {
        var one = partner("Tier one", 20);
        var two = partners.partner(PartnerSamples.name("Tier two"), 2, dana.id(), null);
        var tier = partners.tier(2).id();
        assertThat(get(dana, "/?tier=" + tier).getResponse().getContentAsString())
                .contains(two.name())
                .doesNotContain(one.name());
    }

    @Test
    void anEmptyDaySaysSo() throws Exception {
        assertThat(today(dana)).contains("Nothing waits for you").contains("See everybody");
    }

    @Test
    void aFormOpensUnderItsRowWithADateFromTheCadence() throws Exception {
        var action = action(partner("Form", 1), TODAY);
        var form = mvc.get()
                .uri("/actions/{id}/completion?back=/", action.id())
                .header("HX-Request", "true")
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(form).hasStatusOk().headers().hasValue("Vary", "HX-Request");
        assertThat(form.getResponse().getContentAsString())
                .startsWith("<form")
                .contains("value=\"2026-11-23\"")
                .contains("hx-post");
        assertThat(get(dana, "/actions/" + action.id() + "/completion"))
                .bodyText()
                .contains("<!doctype html>")
                .doesNotContain("hx-post");
    }

    @Test
    void doneLeavesTheListAndIsTakenBackByUndo() throws Exception {
        var partner = partner("Done", 1);
        var action = action(partner, TODAY);
        var done = mvc.post()
                .uri("/actions/{id}/completion", action.id())
                .param("outcome", "Called")
                .param("nextType", "CO_MARKETING")
                .param("nextDue", "2026-11-27")
                .param("nextNote", "the webinar")
                .param("version", "0")
                .param("back", "/?tier=1")
                .with(csrf())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(done).hasRedirectedUrl("/?tier=1");
        assertThat(today(dana)).doesNotContain(partner.name());
        assertThat(reader.of(partner.id()).orElseThrow().words()).isEqualTo("Co-marketing · the webinar");
        assertThat(mvc.post()
                        .uri("/actions/{id}/completion/undo?version=1&back=/", action.id())
                        .with(csrf())
                        .with(As.signedIn(dana.signedIn())))
                .hasRedirectedUrl("/");
        assertThat(today(dana)).contains(partner.name());
    }

    @Test
    void aNextStepWithoutADateIsAskedForAgain() throws Exception {
        var action = action(partner("Invalid", 1), TODAY);
        var again = mvc.post()
                .uri("/actions/{id}/completion", action.id())
                .header("HX-Request", "true")
                .param("outcome", "Called \"Priya\"")
                .param("nextType", "FOLLOW_UP")
                .param("nextDue", "")
                .param("version", "0")
                .with(csrf())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(again).hasStatus(422).headers().hasValue("HX-Retarget", "#step-form");
        assertThat(again.getResponse().getContentAsString())
                .contains("Give the next step a date")
                .contains("Called &quot;Priya&quot;");
    }

    @Test
    void aDateThatIsNoneOrPastIsRefusedInWords() throws Exception {
        var action = action(partner("Invalid", 1), TODAY);
        for (var date : new String[] {"soon", "2026-11-17"}) {
            var again = mvc.post()
                    .uri("/actions/{id}/postponement", action.id())
                    .param("to", date)
                    .param("version", "0")
                    .with(csrf())
                    .with(As.signedIn(dana.signedIn()))
                    .exchange();
            assertThat(again).hasStatus(422);
            assertThat(again.getResponse().getContentAsString())
                    .doesNotContain("Exception")
                    .contains("invalid-feedback");
        }
    }

    @Test
    void whoChangesAnOlderStateIsShownTheNewOne() throws Exception {
        var action = action(partner("Conflict", 1), TODAY);
        steps.postpone(dana.signedIn(), action.id(), 0, TODAY.plusDays(2));
        var late = mvc.post()
                .uri("/actions/{id}/completion", action.id())
                .param("outcome", "Called")
                .param("version", "0")
                .with(csrf())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(late).hasStatus(409);
        assertThat(late.getResponse().getContentAsString())
                .contains("Somebody changed this")
                .contains("Fri 20 Nov")
                .contains("value=\"Called\"");
    }

    @Test
    void aNextStepIsSetFromTheRow() throws Exception {
        var partner = partner("Nobody on it", 20);
        var key = UUID.randomUUID().toString();
        for (var twice = 0; twice < 2; twice++)
            assertThat(mvc.post()
                            .uri("/partners/{id}/actions", partner.id())
                            .param("type", "RE_ENGAGE")
                            .param("due", "2026-11-20")
                            .param("assignee", String.valueOf(dana.id()))
                            .param("formKey", key)
                            .with(csrf())
                            .with(As.signedIn(dana.signedIn())))
                    .hasRedirectedUrl("/");
        assertThat(reader.open(partner.id())).hasSize(1);
        assertThat(today(dana)).doesNotContain(partner.name());
    }

    @Test
    void aViewerSeesAllAndIsOfferedNothing() throws Exception {
        var partner = partner("Seen", 20);
        var action = action(partner("Seen", 1), TODAY);
        var viewer = team.viewer();
        assertThat(today(viewer)).contains(partner.name()).doesNotContain("hx-get=\"/actions");
        assertThat(mvc.post()
                        .uri("/actions/{id}/completion", action.id())
                        .with(csrf())
                        .with(As.signedIn(viewer.signedIn())))
                .hasStatus(403);
    }

    @Test
    void mailThatComesInChangesItsRowAndNothingElse() throws Exception {
        var written = partner("Wrote", 20);
        var silent = partner("Silent", 20);
        var opened = clock.instant();
        clock.set(opened.plusSeconds(300));
        touches.received(written.id(), opened.plusSeconds(200), opened.plusSeconds(250));
        var news = mvc.get()
                .uri("/today/news")
                .param("row", "p%d-%d".formatted(written.id(), written.id()))
                .param("row", "p%d-%d".formatted(silent.id(), silent.id()), "nonsense")
                .param("opened", opened.toString())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(news).hasStatusOk();
        assertThat(news.getResponse().getContentAsString())
                .contains("id=\"captured-p" + written.id() + "\"")
                .contains("11:04")
                .doesNotContain("p" + silent.id() + "\"")
                .doesNotContain("nonsense");
    }
}
