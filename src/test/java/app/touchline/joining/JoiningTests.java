package app.touchline.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.team.Member;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@TouchlineTest
class JoiningTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    @Autowired
    PartnerSamples partners;

    @Autowired
    JdbcClient jdbc;

    private Member dana;

    @BeforeEach
    void someone() {
        dana = team.manager("Dana Weber");
    }

    @Test
    void fourGoodAnswersLetACompanyEnterWithItsFirstTestAndItsFirstAction() {
        var name = PartnerSamples.name("Enters");
        var decided = post("/qualification/new", company(name, good()), dana);
        var page = location(decided);
        assertThat(status(name)).isEqualTo("PROSPECT");
        assertThat(get(page, dana))
                .hasStatusOk()
                .bodyText()
                .contains("Intro call with partner manager", "2026-11-18", "2026-11-19", "Three intros");

        var entry = Map.of(
                "formKey", UUID.randomUUID().toString(),
                "goal", "Two intros at Globex",
                "target", "2",
                "unit", "INTROS",
                "startsOn", "2026-11-18",
                "note", "Intro call with partner manager",
                "due", "2026-11-20",
                "assignee", "" + dana.id());
        assertThat(post(page + "/entry", entry, dana)).hasStatus3xxRedirection();
        assertThat(post(page + "/entry", entry, dana)).hasStatus3xxRedirection();
        assertThat(status(name)).isEqualTo("TESTING");
        assertThat(one(
                        "select count(*) from ninety_day_test t join partner p on p.id = t.partner_id where p.name = ?"
                                + " and t.goal = 'Two intros at Globex' and t.verdict = 'ON_TRACK' and t.ends_on = date '2027-02-16'",
                        name))
                .isEqualTo(1);
        assertThat(one(
                        "select count(*) from action a join partner p on p.id = a.partner_id where p.name = ?"
                                + " and a.note = 'Intro call with partner manager' and a.due = date '2026-11-20'",
                        name))
                .isEqualTo(1);
    }

    @Test
    void aWrongDateKeepsWhatWasTypedAndNothingEnters() {
        var name = PartnerSamples.name("Waits");
        var page = location(post("/qualification/new", company(name, good()), dana));
        assertThat(post(
                        page + "/entry",
                        Map.of(
                                "goal", "My own goal",
                                "startsOn", "2026-11-18",
                                "due", "2026-11-01",
                                "assignee", "" + dana.id()),
                        dana))
                .hasStatus(422)
                .bodyText()
                .contains("My own goal", "Choose today or a later day");
        assertThat(status(name)).isEqualTo("PROSPECT");
        assertThat(get("/partners/" + id(name), dana)).bodyText().contains("has not entered yet");
    }

    @Test
    void anyBadAnswerMakesItAPolitePassWithAReasonAndALetter() {
        var name = PartnerSamples.name("Passed");
        var answers = good();
        answers.put("accounts", "Globex\nInitech");
        var page = location(post("/qualification/new", company(name, answers), dana));
        assertThat(get(page, dana))
                .hasStatusOk()
                .bodyText()
                .contains("polite pass", "Only 2 of 3 accounts named", "Hello Priya,", "mailto:priya", "Kind regards");
        assertThat(one("select count(*) from partner where name = ? and archived_at is not null", name))
                .isEqualTo(1);
        assertThat(get("/polite-passes", dana)).bodyText().contains(name);
        assertThat(get("/partners?q=" + name.replace(' ', '+'), dana))
                .bodyText()
                .doesNotContain("Only 2 of 3");
    }

    @Test
    void aPolitePassIsReopenedAndQualifiedAnewAndItsNameIsNotEnteredTwice() {
        var name = PartnerSamples.name("Again");
        var answers = good();
        answers.put("economics", "no");
        var page = location(post("/qualification/new", company(name, answers), dana));
        assertThat(post("/qualification/new", company(name, good()), dana))
                .hasStatus(422)
                .bodyText()
                .contains("It was a polite pass", page);
        assertThat(post(page + "/reopening", Map.of(), dana)).hasStatus3xxRedirection();
        assertThat(get("/polite-passes", dana)).bodyText().doesNotContain(name);
        var form = "/partners/%d/qualification".formatted(id(name));
        assertThat(get(form, dana)).hasStatusOk().bodyText().contains("Initech");
        assertThat(location(post(form, good(), dana))).startsWith("/qualifications/");
        assertThat(one(
                        "select count(*) from qualification q join partner p on p.id = q.partner_id where p.name = ?",
                        name))
                .isEqualTo(2);
        assertThat(get("/partners/%d/changes".formatted(id(name)), dana))
                .bodyText()
                .contains("passed politely", "reopened a polite pass", "qualified", "Dana Weber");
    }

    @Test
    void aFormThatIsSentTwiceEntersOneCompany() {
        var name = PartnerSamples.name("Twice");
        var form = company(name, good());
        form.put("formKey", UUID.randomUUID().toString());
        var first = location(post("/qualification/new", form, dana));
        assertThat(location(post("/qualification/new", form, dana))).isEqualTo(first);
        assertThat(one("select count(*) from partner where name = ?", name)).isEqualTo(1);
    }

    @Test
    void aQuestionThatWasNotAnsweredIsAskedForAndAViewerIsNotLetIn() {
        var name = PartnerSamples.name("Unanswered");
        var answers = good();
        answers.remove("icpMatch");
        assertThat(post("/qualification/new", company(name, answers), dana))
                .hasStatus(422)
                .bodyText()
                .contains("Say whether their customers are those we want", "Globex");
        assertThat(get("/qualification/new", team.viewer())).hasStatus(403);
        var others = partners.partner(
                PartnerSamples.name("Others"), 1, team.manager("Jonas").id(), null);
        assertThat(get("/partners/%d/qualification".formatted(others.id()), dana))
                .hasStatus(403);
    }

    private Map<String, String> company(String name, Map<String, String> answers) {
        var form = new HashMap<>(answers);
        form.put("name", name);
        form.put("tierId", "" + partners.tier(2).id());
        form.put("ownerId", "" + dana.id());
        form.put("contactName", "Priya Nair");
        form.put("contactEmail", "priya." + name.toLowerCase().replace(' ', '.') + "@joining.example");
        return form;
    }

    private static Map<String, String> good() {
        return new HashMap<>(Map.of(
                "icpMatch", "yes",
                "accounts", "Globex\nInitech\nHooli",
                "introMechanism", "Quarterly reviews",
                "economics", "yes"));
    }

    private MvcTestResult get(String path, Member by) {
        return mvc.get().uri(path).with(As.signedIn(by.signedIn())).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form, Member by) {
        SignedIn me = by.signedIn();
        var request = mvc.post().uri(path).with(As.signedIn(me)).with(csrf());
        for (var field : form.entrySet()) request = request.param(field.getKey(), field.getValue());
        return request.exchange();
    }

    private static String location(MvcTestResult result) {
        assertThat(result).hasStatus3xxRedirection();
        return List.of(result.getResponse().getHeader("Location")).getFirst();
    }

    private long id(String name) {
        return one("select id from partner where name = ?", name);
    }

    private String status(String name) {
        return jdbc.sql("select status from partner where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private long one(String sql, String name) {
        return jdbc.sql(sql).param(name).query(Long.class).single();
    }
}
