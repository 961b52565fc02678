package app.touchline.action;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import app.touchline.action.Action.Plan;
import app.touchline.action.NextSteps.Completion;
import app.touchline.action.StepOutcome.Already;
import app.touchline.action.StepOutcome.ChangedMeanwhile;
import app.touchline.action.StepOutcome.Done;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.SignedIn;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@TouchlineTest
class NextStepsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

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

    private Member dana;
    private SignedIn me;
    private Partner acme;

    @BeforeEach
    void aPartnerOfDanas() {
        dana = team.manager("Dana Weiss");
        me = dana.signedIn();
        acme = partners.tierOne(PartnerSamples.name("Acme"));
    }

    private Action set(LocalDate due) {
        return steps.set(me, acme.id(), plan(due));
    }

    private Plan plan(LocalDate due) {
        return new Plan(ActionType.FOLLOW_UP, "call", due, dana.id());
    }

    @Test
    void theNextStepIsTheOpenActionDueFirst() {
        set(TODAY.plusDays(5));
        var first = set(TODAY.plusDays(1));
        assertThat(reader.of(acme.id()).orElseThrow().actionId()).isEqualTo(first.id());
        assertThat(reader.of(List.of(acme.id())).values())
                .extracting(NextStep::due)
                .containsExactly(TODAY.plusDays(1));
    }

    @Test
    void completingSetsTheNextOneInTheSameBreath() {
        var action = set(TODAY);
        steps.complete(me, action.id(), 0, new Completion("Called Priya", plan(TODAY.plusDays(7))));
        var next = reader.of(acme.id()).orElseThrow();
        assertThat(next.due()).isEqualTo(TODAY.plusDays(7));
        assertThat(next.actionId()).isNotEqualTo(action.id());
    }

    @Test
    void completingIsNotATouch() {
        steps.complete(me, set(TODAY).id(), 0, new Completion("Called", null));
        assertThat(jdbc.sql("select count(*) from touch_partner where partner_id = :id")
                        .param("id", acme.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFormSentTwiceCompletesOnceAndSetsOneNextStep() throws Exception {
        var action = set(TODAY);
        var done = new Completion("Called", plan(TODAY.plusDays(7)));
        var outcomes = atOnce(() -> steps.complete(me, action.id(), 0, done));
        assertThat(outcomes).hasAtLeastOneElementOfType(Done.class).hasAtLeastOneElementOfType(Already.class);
        assertThat(reader.open(acme.id())).hasSize(1);
    }

    @Test
    void aFormForANewStepSentTwiceSetsOne() throws Exception {
        var key = UUID.randomUUID();
        var outcomes = atOnce(() -> steps.set(me, acme.id(), plan(TODAY), key));
        assertThat(outcomes).hasAtLeastOneElementOfType(Done.class).hasAtLeastOneElementOfType(Already.class);
        assertThat(reader.open(acme.id())).hasSize(1);
    }

    private static List<StepOutcome> atOnce(Callable<StepOutcome> twice) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(twice);
            var second = threads.submit(twice);
            return List.of(first.get(), second.get());
        }
    }

    @Test
    void aCompletionTakenBackTakesItsNextStepWithIt() {
        var action = set(TODAY);
        var done = steps.complete(me, action.id(), 0, new Completion("", plan(TODAY.plusDays(7))));
        steps.takeBackCompletion(me, action.id(), done.action().version());
        assertThat(reader.open(acme.id())).extracting(NextStep::actionId).containsExactly(action.id());
        assertThat(steps.takeBackCompletion(me, action.id(), done.action().version()))
                .isInstanceOf(Already.class);
    }

    @Test
    void aCompletionIsNotTakenBackOverAChangedNextStep() {
        var action = set(TODAY);
        var done = steps.complete(me, action.id(), 0, new Completion("", plan(TODAY.plusDays(7))));
        var next = reader.of(acme.id()).orElseThrow();
        steps.postpone(me, next.actionId(), 0, TODAY.plusDays(9));
        assertThat(steps.takeBackCompletion(me, action.id(), done.action().version()))
                .isInstanceOf(ChangedMeanwhile.class);
        assertThat(reader.open(acme.id())).hasSize(1);
    }

    @Test
    void aPostponementKeepsTheOldDateUntilTakenBack() {
        var action = set(TODAY);
        var done = steps.postpone(me, action.id(), 0, TODAY.plusDays(2));
        assertThat(kept(action)).containsExactly(TODAY);
        assertThat(steps.postpone(me, action.id(), 0, TODAY.plusDays(2))).isInstanceOf(Already.class);
        assertThat(kept(action)).hasSize(1);
        steps.takeBackPostponement(me, action.id(), done.action().version());
        assertThat(reader.of(acme.id()).orElseThrow().due()).isEqualTo(TODAY);
        assertThat(kept(action)).isEmpty();
    }

    private List<LocalDate> kept(Action action) {
        return jdbc.sql("select from_due from action_postponement where action_id = :id")
                .param("id", action.id())
                .query((row, index) -> row.getObject("from_due", LocalDate.class))
                .list();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        var action = set(TODAY);
        steps.postpone(me, action.id(), 0, TODAY.plusDays(2));
        assertThat(steps.complete(me, action.id(), 0, new Completion("", null))).isInstanceOf(ChangedMeanwhile.class);
        assertThat(steps.postpone(me, action.id(), 0, TODAY.plusDays(1))).isInstanceOf(ChangedMeanwhile.class);
        assertThat(reader.of(acme.id()).orElseThrow().due()).isEqualTo(TODAY.plusDays(2));
    }

    @Test
    void isHandedToSomebodyWhoWorksWithPartnersOnly() {
        var action = set(TODAY);
        var ben = team.manager("Ben Ortiz");
        steps.reassign(me, action.id(), 0, ben.id());
        assertThat(reader.of(acme.id()).orElseThrow().assignee()).isEqualTo("Ben Ortiz");
        var viewer = team.viewer();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> steps.reassign(me, action.id(), null, viewer.id()));
    }

    @Test
    void aStepIsTakenBackAsLongAsNobodyChangedIt() {
        var untouched = set(TODAY);
        assertThat(steps.withdraw(me, untouched.id())).isTrue();
        assertThat(steps.withdraw(me, untouched.id())).isFalse();
        var changed = set(TODAY);
        steps.postpone(me, changed.id(), 0, TODAY.plusDays(1));
        assertThat(steps.withdraw(me, changed.id())).isFalse();
        assertThat(reader.open(acme.id())).hasSize(1);
    }

    @Test
    void aViewerChangesNothing() {
        var action = set(TODAY);
        var viewer = team.viewer().signedIn();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> steps.complete(viewer, action.id(), 0, new Completion("", null)));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> steps.set(viewer, acme.id(), plan(TODAY)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> steps.withdraw(viewer, action.id()));
    }

    @Test
    void everyChangeIsAuditedUnderThePartner() {
        var action = set(TODAY);
        steps.postpone(me, action.id(), 0, TODAY.plusDays(2));
        steps.complete(me, action.id(), null, new Completion("Called", null));
        assertThat(jdbc.sql("select what from audit_entry where about = 'partner' and about_id = :id order by id")
                        .param("id", acme.id())
                        .query(String.class)
                        .list())
                .containsSubsequence("set a next step", "postponed a next step", "completed a next step");
    }
}
