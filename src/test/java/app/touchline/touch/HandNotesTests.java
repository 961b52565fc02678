package app.touchline.touch;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.cadence.CadenceReader;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What no mailbox can see is noted by hand. */
@TouchlineTest
class HandNotesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchSamples touches;

    @Autowired
    CadenceReader cadence;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Member dana;
    private Partner acme;

    @BeforeEach
    void acme() {
        jdbc.sql("update programme set zone = 'Europe/Berlin'").update();
        dana = team.manager("Dana " + UUID.randomUUID());
        acme = partners.tierOne("Noted " + UUID.randomUUID());
    }

    @Test
    void aCallThatIsNotedIsTheLastTouchAndCountsUnderEitherSetting() {
        touches.sent(acme, clock.instant().minusSeconds(20 * 86_400));
        assertThat(send("CALL", "2026-11-16", "15:30", UUID.randomUUID())).hasStatus(HttpStatus.FOUND);
        assertThat(lastTouch()).isEqualTo(TODAY.minusDays(2));
        assertThat(jdbc.sql("select last_either = last_always from partner_last_touch where partner_id = :id")
                        .param("id", acme.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(page())
                .bodyText()
                .contains("Call with them", "noted by hand", "About the renewal", "Counted")
                .contains(dana.name());
    }

    @Test
    void sendingTheFormTwiceNotesOneTouch() {
        var form = UUID.randomUUID();
        send("MEETING", "2026-11-17", "09:00", form);
        assertThat(send("MEETING", "2026-11-17", "09:00", form)).hasStatus(HttpStatus.FOUND);
        assertThat(noted()).isEqualTo(1);
    }

    @Test
    void whatIsStillToComeIsRefusedAndWhatWasTypedStays() {
        assertThat(send("CALL", "2026-11-19", "09:00", UUID.randomUUID()))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("A touch is noted when it has taken place.", "About the renewal", "2026-11-19");
        assertThat(send("CALL", "soon", "", UUID.randomUUID()))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Give the day and the time when it was.");
        assertThat(send("PIGEON", "2026-11-17", "09:00", UUID.randomUUID()))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Choose what it was.");
        assertThat(noted()).isZero();
    }

    @Test
    void whatWouldBeForgottenNextNightIsRefused() {
        jdbc.sql("update programme set retention_months = 12").update();
        try {
            assertThat(send("CALL", "2025-11-17", "09:00", UUID.randomUUID()))
                    .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                    .bodyText()
                    .contains("Touches before 2025-11-18 are not kept any more");
            assertThat(send("CALL", "2025-11-18", "09:00", UUID.randomUUID())).hasStatus(HttpStatus.FOUND);
        } finally {
            jdbc.sql("update programme set retention_months = null").update();
        }
    }

    @Test
    void discardedItCountsNoMoreAndTakenBackItCountsAgain() {
        send("OTHER", "2026-11-17", "09:00", UUID.randomUUID());
        var touch = jdbc.sql("select touch_id from touch_partner where partner_id = :id")
                .param("id", acme.id())
                .query(Long.class)
                .single();
        post("/touches/" + touch + "/discard?partner=" + acme.id());
        assertThat(lastTouch()).isNull();
        post("/touches/" + touch + "/discard/undo?partner=" + acme.id());
        assertThat(lastTouch()).isEqualTo(TODAY.minusDays(1));
    }

    private @Nullable LocalDate lastTouch() {
        return cadence.of(acme.id(), TODAY).orElseThrow().lastTouch();
    }

    private long noted() {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :id")
                .param("id", acme.id())
                .query(Long.class)
                .single();
    }

    private MvcTestResult page() {
        return mvc.get()
                .uri("/partners/" + acme.id())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
    }

    private void post(String path) {
        assertThat(mvc.post().uri(path).with(As.signedIn(dana.signedIn())).with(csrf()))
                .hasStatus(HttpStatus.FOUND);
    }

    private MvcTestResult send(String kind, String day, String time, UUID form) {
        return mvc.post()
                .uri("/partners/" + acme.id() + "/touches")
                .param("kind", kind)
                .param("day", day)
                .param("time", time)
                .param("note", "About the renewal")
                .param("formKey", form.toString())
                .with(As.signedIn(dana.signedIn()))
                .with(csrf())
                .exchange();
    }
}
