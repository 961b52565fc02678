package app.touchline.today;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.action.Action;
import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextStepReader;
import app.touchline.action.NextSteps;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.testing.As;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Many rows of the list at once, and back. */
@TouchlineTest
class BulkTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static int count;

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
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private Member dana;
    private Partner one;
    private Partner two;
    private Action first;
    private Action second;

    @BeforeEach
    void twoPartnersWithASteps() {
        clock.reset();
        dana = team.manager("Dana Weiss");
        one = partners.partner(PartnerSamples.name("One"), 1, dana.id(), null);
        two = partners.partner(PartnerSamples.name("Two"), 2, dana.id(), null);
        first = action(one, TODAY.minusDays(2));
        second = action(two, TODAY);
    }

    private Action action(Partner partner, LocalDate due) {
        return steps.set(dana.signedIn(), partner.id(), new Plan(ActionType.FOLLOW_UP, "call", due, dana.id()));
    }

    private String row(Action action) {
        return "a" + action.id() + "-" + action.partnerId();
    }

    private MvcTestResult go(Member who, String act, List<String> rows, String... fields) {
        var request = mvc.post().uri("/today/bulk").param("act", act).param("back", "/?who=mine");
        if (!List.of(fields).contains("formKey")) request.param("formKey", key());
        for (var row : rows) request.param("pick", row);
        for (int at = 0; at < fields.length; at += 2) request.param(fields[at], fields[at + 1]);
        return request.with(csrf()).with(As.signedIn(who.signedIn())).exchange();
    }

    private static String key() {
        return "7a1b1d3e-0000-4000-9000-%012d".formatted(++count);
    }

    private MvcTestResult undo() {
        var id = jdbc.sql("select max(id) from bulk_act where by_id = ?")
                .params(dana.id())
                .query(Long.class)
                .single();
        return mvc.post()
                .uri("/today/bulk/{id}/undo", id)
                .with(csrf())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
    }

    private List<String> open() {
        var all = new ArrayList<String>();
        for (var partner : List.of(one, two))
            for (var step : reader.open(partner.id())) all.add(step.type() + " " + step.due() + " " + step.assignee());
        return all;
    }

    private String said(MvcTestResult result) {
        return String.valueOf(result.getMvcResult().getFlashMap().get("toast"));
    }

    @Test
    void allArePostponedAndOneUndoTakesThemBack() {
        var before = open();
        var slipped = "p%d-%d".formatted(one.id(), one.id());
        var done = go(dana, "postpone", List.of(row(first), row(second), slipped, "nonsense"), "to", "2026-11-20");
        assertThat(done).hasRedirectedUrl("/?who=mine");
        assertThat(said(done)).contains("2 postponed, 1 left as before.");
        assertThat(open()).containsExactly("FOLLOW_UP 2026-11-20 Dana Weiss", "FOLLOW_UP 2026-11-20 Dana Weiss");
        assertThat(said(undo())).contains("Taken back: 2.");
        assertThat(open()).isEqualTo(before);
        assertThat(said(undo())).contains("taken back already");
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void eachRowIsAuditedAsIfDoneAlone() {
        go(dana, "postpone", List.of(row(first), row(second)), "to", "2026-11-20");
        undo();
        for (var partner : List.of(one, two))
            assertThat(jdbc.sql(
                                    "select what from audit_entry where about_id = ? and by_id = ? and about = 'partner' order by id")
                            .params(partner.id(), dana.id())
                            .query(String.class)
                            .list())
                    .containsSubsequence("postponed a next step", "took a postponement back");
    }

    @Test
    void allAreDoneEachWithItsNextStepByItsOwnCadence() {
        var before = open();
        go(dana, "done", List.of(row(first), row(second)), "outcome", "Met at the fair", "nextType", "FOLLOW_UP");
        assertThat(open()).containsExactly("FOLLOW_UP 2026-11-23 Dana Weiss", "FOLLOW_UP 2026-11-27 Dana Weiss");
        undo();
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void aFormThatIsSentTwiceIsDoneOnce() {
        var key = key();
        go(dana, "recovery", List.of(row(first)), "due", "2026-11-20", "person", "" + dana.id(), "formKey", key);
        var again = go(
                dana, "recovery", List.of(row(first)), "due", "2026-11-20", "person", "" + dana.id(), "formKey", key);
        assertThat(said(again)).contains("That was done already");
        assertThat(reader.open(one.id())).hasSize(2);
    }

    @Test
    void aRecoveryTouchIsSetOncePerPartner() {
        var before = open();
        var other = action(one, TODAY.minusDays(1));
        before.add(1, "FOLLOW_UP 2026-11-17 Dana Weiss");
        var ben = team.manager("Ben Ortiz");
        go(
                dana,
                "recovery",
                List.of(row(first), row(other), row(second)),
                "due",
                "2026-11-20",
                "person",
                "" + ben.id());
        assertThat(open())
                .filteredOn(step -> step.startsWith("RECOVERY"))
                .hasSize(2)
                .allMatch(step -> step.endsWith("Ben Ortiz"));
        undo();
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void handedOverAndBackToWhomEachWas() {
        var ben = team.manager("Ben Ortiz");
        steps.reassign(dana.signedIn(), second.id(), null, ben.id());
        var before = open();
        var cara = team.manager("Cara Lind");
        go(dana, "reassign", List.of(row(first), row(second)), "person", "" + cara.id());
        assertThat(open()).allMatch(step -> step.endsWith("Cara Lind"));
        undo();
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void onlyWhatIsOnesOwnIsSnoozed() {
        var ben = team.manager("Ben Ortiz");
        var other = partners.partner(PartnerSamples.name("Ben's"), 1, ben.id(), null);
        var rows = List.of(row(first), row(second), "p%d-%d".formatted(other.id(), other.id()));
        assertThat(said(go(dana, "snooze", rows, "until", "2026-12-01", "reason", "Trade fair")))
                .contains("2 snoozed, 1 left as before.");
        assertThat(snoozed()).isEqualTo(2);
        undo();
        assertThat(snoozed()).isZero();
    }

    private int snoozed() {
        return jdbc.sql("select count(*) from partner_snooze where partner_id in (?, ?)")
                .params(one.id(), two.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void undoLeavesWhatSomebodyChangedSince() {
        go(dana, "postpone", List.of(row(first), row(second)), "to", "2026-11-20");
        steps.postpone(dana.signedIn(), first.id(), null, LocalDate.of(2026, 11, 25));
        assertThat(said(undo())).contains("Taken back: 1.");
        assertThat(open()).containsExactly("FOLLOW_UP 2026-11-25 Dana Weiss", "FOLLOW_UP 2026-11-18 Dana Weiss");
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsDone() {
        var before = open();
        var rows = List.of(row(first), row(second));
        assertThat(go(dana, "postpone", rows, "to", "2026-11-17"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose a later day.");
        assertThat(go(dana, "reassign", rows, "person", "999999")).hasStatus(422);
        assertThat(go(dana, "recovery", rows, "due", "", "person", "" + dana.id()))
                .hasStatus(422);
        assertThat(said(go(dana, "postpone", List.of(), "to", "2026-11-20"))).contains("Nothing is selected");
        assertThat(go(team.viewer(), "postpone", rows, "to", "2026-11-20")).hasStatus(403);
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void theFormNamesWhoseRowsTheyAreAndStandsAloneToo() {
        var asked = "/today/bulk?act=done&back=/&pick=%s&pick=%s".formatted(row(first), row(second));
        assertThat(mvc.get().uri(asked).with(As.signedIn(dana.signedIn())))
                .hasStatusOk()
                .bodyText()
                .contains("<!doctype html>", one.name(), two.name());
        assertThat(mvc.get().uri(asked).header("HX-Request", "true").with(As.signedIn(dana.signedIn())))
                .bodyText()
                .startsWith("<form")
                .contains("2 rows");
    }
}
