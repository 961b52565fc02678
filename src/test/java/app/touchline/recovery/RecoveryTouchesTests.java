package app.touchline.recovery;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.action.Action;
import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextStepReader;
import app.touchline.action.NextSteps;
import app.touchline.cadence.CadenceReader;
import app.touchline.partner.Partner;
import app.touchline.partner.Snoozes;
import app.touchline.settings.TouchCountsChanged;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A recovery touch through the doors people use, and a partner that is left alone for a while. */
@TouchlineTest
@NullUnmarked
class RecoveryTouchesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    NextSteps steps;

    @Autowired
    NextStepReader reader;

    @Autowired
    RecoveryUpkeep upkeep;

    @Autowired
    CadenceReader cadence;

    @Autowired
    Snoozes snoozes;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    Member dana;
    Partner acme;
    Action recovery;

    @BeforeEach
    void danaIsToRecoverAPartner() {
        jdbc.sql("update programme set zone = 'Europe/Berlin', known_since = '2026-01-01'")
                .update();
        dana = team.manager("Dana Weiss");
        acme = partners.partner(PartnerSamples.name("Quiet"), 1, dana.id(), null);
        touches.sent(acme, TestClock.START.minus(Duration.ofDays(20)));
        recovery = steps.set(
                dana.signedIn(), acme.id(), new Plan(ActionType.RECOVERY_TOUCH, "", TODAY.plusDays(2), dana.id()));
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(path).with(As.signedIn(dana.signedIn())).with(csrf());
        for (int at = 0; at < fields.length; at += 2) request = request.param(fields[at], fields[at + 1]);
        return request.exchange();
    }

    @Test
    void aCallNotedByHandClosesItAndDiscardingThatOpensItAgain() {
        clock.set(TestClock.START.plus(Duration.ofHours(3)));
        assertThat(post(
                        "/partners/%d/touches".formatted(acme.id()),
                        "kind",
                        "CALL",
                        "day",
                        "2026-11-18",
                        "time",
                        "13:30",
                        "note",
                        "About the renewal",
                        "formKey",
                        UUID.randomUUID().toString()))
                .hasStatus3xxRedirection();
        assertThat(reader.of(acme.id())).isEmpty();
        var touch = jdbc.sql("select closing_touch_id from action where id = :id")
                .param("id", recovery.id())
                .query(Long.class)
                .single();
        assertThat(mvc.get().uri("/partners/" + acme.id()).with(As.signedIn(dana.signedIn())))
                .bodyText()
                .contains("by itself");

        assertThat(post("/touches/%d/discard".formatted(touch), "partner", "" + acme.id()))
                .hasStatus3xxRedirection();
        assertThat(reader.of(acme.id())).isPresent();
        var said = jdbc.sql("""
                select what from audit_entry where about = 'partner' and about_id = :id and by_id is null order by id
                """).param("id", acme.id()).query(String.class).list();
        assertThat(said)
                .containsExactly(
                        "recovery touch closed by a touch",
                        "recovery touch opened again, the touch that closed it being none");
    }

    @Test
    void byHandItIsClosedOnlyWithAReason() {
        var path = "/actions/%d/completion".formatted(recovery.id());
        assertThat(post(path, "version", "0", "outcome", " "))
                .hasStatus(422)
                .bodyText()
                .contains("Say why. The next counted touch with them closes it by itself");
        assertThat(post(path, "version", "0", "outcome", "They were bought")).hasStatus3xxRedirection();
        assertThat(reader.of(acme.id())).isEmpty();
    }

    @Test
    void oneWhoseTouchIsForgottenAfterItsTimeStaysClosed() {
        var touch = touches.sent(acme, TestClock.START.plus(Duration.ofHours(1)));
        clock.set(TestClock.START.plus(Duration.ofHours(2)));
        upkeep.recent();
        assertThat(reader.of(acme.id())).isEmpty();
        clock.set(TestClock.START.plus(Duration.ofDays(400)));
        jdbc.sql("update programme set retention_months = 12").update();
        try {
            jdbc.sql("delete from touch where id = :id").param("id", touch).update();
            renewAll();
            assertThat(reader.of(acme.id())).isEmpty();
        } finally {
            jdbc.sql("update programme set retention_months = null").update();
        }
        renewAll();
        assertThat(reader.of(acme.id())).isPresent();
    }

    private void renewAll() {
        transaction.executeWithoutResult(status -> upkeep.touchCountsChanged(new TouchCountsChanged()));
    }

    @Test
    void aSnoozedPartnerIsListedUnderSnoozedUntilItsDayAndCountsAsItStands() {
        assertThat(slipped(TODAY)).isTrue();
        assertThat(post("/partners/%d/snooze".formatted(acme.id()), "until", "2026-11-18", "reason", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Say why");
        assertThat(post("/partners/%d/snooze".formatted(acme.id()), "until", "2026-11-18", "reason", "Holiday"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose a day after today.");
        assertThat(post("/partners/%d/snooze".formatted(acme.id()), "until", "2026-11-25", "reason", "On holiday"))
                .hasStatus3xxRedirection();
        assertThat(slipped(TODAY)).isFalse();
        assertThat(cadence.snoozed(TODAY, 10_000))
                .extracting(c -> c.partnerId())
                .contains(acme.id());
        var now = cadence.of(acme.id(), TODAY).orElseThrow();
        assertThat(now.cadence().code()).isEqualTo("slipped");
        assertThat(now.snoozed().reason()).isEqualTo("On holiday");
        assertThat(mvc.get().uri("/partners/" + acme.id()).with(As.signedIn(dana.signedIn())))
                .bodyText()
                .contains("Snoozed until Wed 25 Nov: On holiday");

        clock.set(TestClock.START.plus(Duration.ofDays(7)));
        assertThat(slipped(TODAY.plusDays(7))).isTrue();
        assertThat(slipped(TODAY.plusDays(6))).isFalse();
    }

    @Test
    void aSnoozeEndsAtTheNextCountedTouchAndCanBeTakenBack() {
        var first = snoozes.snooze(acme.id(), TODAY.plusDays(30), "They asked", dana.signedIn());
        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        var second = snoozes.snooze(acme.id(), TODAY.plusDays(60), "They asked again", dana.signedIn());
        assertThat(snoozes.takeBack(acme.id(), first, dana.signedIn())).isFalse();
        assertThat(snoozes.takeBack(acme.id(), second, dana.signedIn())).isTrue();
        assertThat(cadence.of(acme.id(), TODAY.plusDays(1))
                        .orElseThrow()
                        .snoozed()
                        .reason())
                .isEqualTo("They asked");

        touches.received(acme, TestClock.START.plus(Duration.ofHours(20)));
        assertThat(cadence.of(acme.id(), TODAY.plusDays(1)).orElseThrow().snoozed())
                .isNotNull();
        touches.sent(acme, TestClock.START.plus(Duration.ofHours(21)));
        assertThat(cadence.of(acme.id(), TODAY.plusDays(1)).orElseThrow().snoozed())
                .isNull();
        assertThat(snoozes.of(acme.id())).hasSize(1);
    }

    @Test
    void aManagerSnoozesPartnersOfTheirOwnOnly() {
        var lee = team.manager("Lee Other");
        assertThat(mvc.post()
                        .uri("/partners/%d/snooze".formatted(acme.id()))
                        .param("until", "2026-11-25")
                        .param("reason", "On holiday")
                        .with(As.signedIn(lee.signedIn()))
                        .with(csrf()))
                .hasStatus(403);
    }

    private boolean slipped(LocalDate day) {
        return cadence.slipped(day, 10_000).stream().anyMatch(c -> c.partnerId() == acme.id());
    }
}
