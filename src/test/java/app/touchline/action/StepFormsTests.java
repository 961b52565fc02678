package app.touchline.action;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.action.Action.Plan;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The forms on an action, as whole pages and in place under a row. */
@TouchlineTest
class StepFormsTests {

    private static final LocalDate DUE = LocalDate.of(2026, 11, 18);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    NextSteps steps;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    Member dana;
    Action action;

    @BeforeEach
    void aStepOfDanas() {
        dana = team.manager("Dana Weiss");
        var partner = partners.tierOne(PartnerSamples.name("Stepped"));
        action = steps.set(dana.signedIn(), partner.id(), new Plan(ActionType.FOLLOW_UP, "", DUE, dana.id()));
    }

    @Test
    void eachFormStandsAsAPageAndAsAPartOfOne() {
        for (var form : new String[] {"completion", "postponement", "assignment"}) {
            var page = get("/actions/%d/%s?back=/partners/7".formatted(action.id(), form), false);
            assertThat(page)
                    .as(form)
                    .hasStatusOk()
                    .bodyText()
                    .contains("<title>", "name=\"back\" value=\"/partners/7\"")
                    .doesNotContain("hx-post=\"/actions");
            var part = get("/actions/%d/%s".formatted(action.id(), form), true);
            assertThat(part)
                    .as(form)
                    .hasStatusOk()
                    .hasHeader("Vary", "HX-Request")
                    .bodyText()
                    .contains("hx-post=\"/actions/%d/%s\"".formatted(action.id(), form), "data-cancel")
                    .doesNotContain("<title>");
        }
    }

    @Test
    void whoCannotBeGivenAnActionIsRefusedBesideTheField() {
        for (var nobody : new String[] {"", "none", "999999", "" + team.viewer().id()})
            assertThat(post("assignment", Map.of("to", nobody, "version", "0")))
                    .as(nobody)
                    .hasStatus(422)
                    .bodyText()
                    .contains("Choose somebody who works with partners.");
    }

    @Test
    void theSecondOfTwoIsToldWhatChangedAndSendsAgain() {
        steps.postpone(dana.signedIn(), action.id(), 0, DUE.plusDays(2));

        assertThat(post("completion", Map.of("outcome", "Called them", "version", "0")))
                .hasStatus(409)
                .bodyText()
                .contains("Somebody changed this in the meantime", "Fri 20 Nov", "Called them", "value=\"1\"");
        assertThat(post("completion", Map.of("outcome", "Called them", "version", "1")))
                .hasStatus3xxRedirection();
    }

    @Test
    void theSameSentTwiceIsDoneOnce() {
        for (var time = 0; time < 2; time++)
            assertThat(post("completion", Map.of("outcome", "Called them", "version", "0")))
                    .hasStatus(302)
                    .hasRedirectedUrl("/");
    }

    private MvcTestResult get(String path, boolean inPlace) {
        var request = mvc.get().uri(path).with(As.signedIn(dana.signedIn()));
        return (inPlace ? request.header("HX-Request", "true") : request).exchange();
    }

    private MvcTestResult post(String form, Map<String, String> typed) {
        var request = mvc.post()
                .uri("/actions/{id}/{form}", action.id(), form)
                .with(As.signedIn(dana.signedIn()))
                .with(csrf());
        for (var field : typed.entrySet()) request = request.param(field.getKey(), field.getValue());
        return request.exchange();
    }
}
