package app.touchline.response;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.partner.Partner;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class ResponsesOnThePageTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    ResponseUpkeep upkeep;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Test
    void aPartnersPageSaysHowLongAnswersTakeOnEitherSide() {
        var acme = partners.tierOne("Prompt " + System.nanoTime());
        var now = clock.instant();
        for (int thread = 1; thread <= 6; thread++) {
            var asked = now.minus(Duration.ofDays(10L * thread));
            inThread(acme, thread, touches.sent(acme, asked));
            inThread(acme, thread, touches.received(acme, asked.plus(Duration.ofHours(thread))));
        }
        while (upkeep.some()) continue;

        assertThat(mvc.get().uri("/partners/" + acme.id()).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains("They answer", "of working time", "half of 6 answers", "on the clock 3 h; 90% within 6 h")
                .contains("We answer", "not enough yet: 0 of 5 answers")
                .contains("no reply to 3 within 30 days")
                .contains("Waiting on us", "3 threads");
    }

    @Test
    void nothingIsSaidOfAPartnerWithWhomThereWereNoLetters() {
        var quiet = partners.tierOne("Quiet " + System.nanoTime());
        assertThat(mvc.get().uri("/partners/" + quiet.id()).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Response times");
    }

    private void inThread(Partner partner, int thread, long touch) {
        jdbc.sql("update touch set thread_id = :thread where id = :id")
                .param("thread", -(partner.id() * 100 + thread))
                .param("id", touch)
                .update();
    }
}
