package app.touchline.today;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.intro.Intro.Told;
import app.touchline.intro.IntroRecords;
import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.ninetyday.Target;
import app.touchline.ninetyday.TestRecords;
import app.touchline.ninetyday.Unit;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerTypes;
import app.touchline.partner.ProfileField;
import app.touchline.partner.ProfileRecords;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What brings a row onto the list beside actions and silence, what takes it off for a while, and what narrows the list. */
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=TodayTests")
@NullUnmarked
class TodaySectionsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestRecords tests;

    @Autowired
    IntroRecords intros;

    @Autowired
    ProfileRecords profiles;

    @Autowired
    PartnerTypes types;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

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
        touches.sent(partner, TestClock.START.minus(Duration.ofDays(daysSinceTouch)));
        return partner;
    }

    private MvcTestResult get(Member member, String path) {
        return mvc.get().uri(path).with(As.signedIn(member.signedIn())).exchange();
    }

    private MvcTestResult post(Member member, String path, String... fields) {
        var request = mvc.post().uri(path).with(csrf()).with(As.signedIn(member.signedIn()));
        for (int at = 0; at < fields.length; at += 2) request = request.param(fields[at], fields[at + 1]);
        return request.exchange();
    }

    private String toast(MvcTestResult result) {
        return String.valueOf(result.getMvcResult().getFlashMap().get("toast"));
    }

    @Test
    void aTestStandsOnTheListFromTwoWeeksBeforeItsLastDayOnUntilItIsJudged() {
        var soon = partner("Ends soon", 1);
        var later = partner("Ends later", 1);
        begin(later, TODAY.plusDays(15));
        assertThat(get(dana, "/")).bodyText().doesNotContain("Tests ending");
        var test = begin(soon, TODAY.plusDays(14));
        intros.note(
                soon.id(),
                new Told(null, "Brightwater", TODAY.minusDays(3), null, ""),
                UUID.randomUUID(),
                dana.signedIn());
        assertThat(get(dana, "/"))
                .bodyText()
                .contains("1 test ending", "Tests ending", soon.name(), "Test · Five intros", "ends in 14 d")
                .contains("On track: 1 of 5 intros")
                .doesNotContain(later.name());
        assertThat(get(dana, "/?section=test-ending")).bodyText().contains(soon.name());
        assertThat(get(team.manager("Ben Ortiz"), "/")).bodyText().doesNotContain(soon.name());
        clock.set(TestClock.START.plus(Duration.ofDays(16)));
        assertThat(get(dana, "/today.csv")).bodyText().contains("test_ending," + soon.name(), later.name());
        assertThat(get(dana, "/")).bodyText().contains("2 tests ending", "ended 2 d ago");
        assertThat(post(dana, "/tests/" + test + "/verdict", "verdict", "DELIVERED"))
                .hasStatus3xxRedirection();
        assertThat(get(dana, "/")).bodyText().contains("1 test ending");
    }

    private long begin(Partner partner, LocalDate end) {
        var plan = new Plan("Five intros", new Target(5, Unit.INTROS), end.minusDays(90));
        return tests.begin(partner.id(), plan, UUID.randomUUID(), dana.signedIn())
                .id();
    }

    @Test
    void aSnoozedPartnerLeavesTheListUntilItsDayTheNextTouchOrUndo() {
        var acme = partner("Snoozed", 20);
        var path = "/partners/" + acme.id() + "/snooze";
        assertThat(get(dana, path)).hasStatusOk().bodyText().contains("value=\"2026-11-25\"", "On holiday");
        assertThat(post(dana, path, "until", "2026-11-18", "reason", "Fair"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose a day after today.");
        assertThat(post(dana, path, "until", "2026-11-25", "reason", " "))
                .hasStatus(422)
                .bodyText()
                .contains("Say why");
        assertThat(post(team.manager("Ben Ortiz"), path, "until", "2026-11-25", "reason", "Fair"))
                .hasStatus(403);

        var snoozed = post(dana, path, "until", "2026-11-25", "reason", "Fair", "back", "/?who=mine");
        assertThat(snoozed).hasRedirectedUrl("/?who=mine");
        assertThat(toast(snoozed)).contains("snoozed until Wed 25 Nov");
        assertThat(get(dana, "/")).bodyText().doesNotContain(acme.name());
        var undo = jdbc.sql("select id from partner_snooze where partner_id = ?")
                .param(acme.id())
                .query(Long.class)
                .single();
        assertThat(toast(post(dana, path + "/" + undo + "/undo"))).contains("Taken back");
        assertThat(get(dana, "/")).bodyText().contains(acme.name());
        assertThat(toast(post(dana, path + "/" + undo + "/undo"))).contains("Not taken back");

        post(dana, path, "until", "2026-11-25", "reason", "Fair");
        clock.set(TestClock.START.plus(Duration.ofDays(7)));
        assertThat(get(dana, "/")).bodyText().as("its day").contains(acme.name());
        clock.reset();
        touches.sent(acme, TestClock.START.plus(Duration.ofDays(1)));
        clock.set(TestClock.START.plus(Duration.ofDays(9)));
        post(dana, path, "until", "2026-12-24", "reason", "Christmas");
        assertThat(get(dana, "/")).bodyText().doesNotContain(acme.name());
        touches.sent(acme, TestClock.START.plus(Duration.ofDays(10)));
        clock.set(TestClock.START.plus(Duration.ofDays(19)));
        assertThat(get(dana, "/")).bodyText().as("a touch came after it").contains(acme.name());
        assertThat(jdbc.sql(
                                "select what from audit_entry where about = 'partner' and about_id = ? and by_id = ? order by id")
                        .params(acme.id(), dana.id())
                        .query(String.class)
                        .list())
                .containsExactly("snoozed", "took back the snoozing of", "snoozed", "snoozed");
    }

    @Test
    void theTypeOfPartnerNarrowsTheListAndStays() {
        var agency = partner("Typed", 20);
        var other = partner("Of another type", 20);
        var wanted = types.inUse().getFirst();
        profiles.write(agency.id(), ProfileField.TYPE, "" + wanted.id(), dana.signedIn());
        profiles.write(
                other.id(), ProfileField.TYPE, "" + types.inUse().getLast().id(), dana.signedIn());
        var narrowed = "/?who=mine&type=" + wanted.id();
        assertThat(get(dana, narrowed))
                .bodyText()
                .contains(agency.name(), "1 slipped", wanted.name())
                .doesNotContain(other.name());
        assertThat(get(dana, "/")).hasRedirectedUrl(narrowed);
        assertThat(get(dana, "/today.csv?who=mine&type=" + wanted.id()))
                .bodyText()
                .contains(agency.name())
                .doesNotContain(other.name());
        assertThat(get(dana, "/?who=mine")).bodyText().contains(agency.name(), other.name());
    }
}
