package app.touchline.ninetyday;

import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.partner.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NinetyDayTestTests {

    private static final LocalDate START = LocalDate.of(2026, 9, 1);
    private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

    @Test
    void itEndsNinetyDaysAfterItBegan() {
        assertThat(test().endsOn()).isEqualTo(LocalDate.of(2026, 11, 30));
    }

    @Test
    void itRunsUntilItIsDecided() {
        var test = test();
        test.judge(Verdict.AT_RISK, START.plusDays(40));
        assertThat(test.running()).isTrue();
        test.judge(Verdict.DELIVERED, START.plusDays(80));
        assertThat(test.running()).isFalse();
        assertThat(test.decidedOn()).isEqualTo(START.plusDays(80));
    }

    @Test
    void aVerdictThatIsTakenBackLeavesNoDay() {
        var test = test();
        test.judge(Verdict.FAILED, START.plusDays(80));
        test.judge(Verdict.ON_TRACK, START.plusDays(81));
        assertThat(test.running()).isTrue();
        assertThat(test.decidedOn()).isNull();
    }

    @Test
    void whatWasCalledOffIsNotJudged() {
        var test = test();
        test.callOff(START.plusDays(3), "Wrong company");
        assertThat(test.running()).isFalse();
        assertThatThrownBy(() -> test.judge(Verdict.FAILED, START.plusDays(90))).isInstanceOf(Refused.class);
    }

    @Test
    void theCalendarAsksForTheTargetInProportionRoundedDown() {
        var target = new Target(3, Unit.INTROS);
        assertThat(target.askedBy(START.plusDays(29), START)).isZero();
        assertThat(target.askedBy(START.plusDays(30), START)).isEqualTo(1);
        assertThat(target.askedBy(START.plusDays(89), START)).isEqualTo(2);
        assertThat(target.askedBy(START.plusDays(90), START)).isEqualTo(3);
        assertThat(target.askedBy(START.minusDays(5), START)).isZero();
        assertThat(target.askedBy(START.plusDays(400), START)).isEqualTo(3);
    }

    @Test
    void atRiskIsProposedWhenItLagsTheCalendarAndNotBefore() {
        assertThat(progress(0, Verdict.ON_TRACK, START.plusDays(29)).proposed()).isNull();
        assertThat(progress(0, Verdict.ON_TRACK, START.plusDays(30)).proposed()).isEqualTo(Verdict.AT_RISK);
        assertThat(progress(1, Verdict.ON_TRACK, START.plusDays(59)).proposed()).isNull();
    }

    @Test
    void whatCatchesUpIsProposedToBeOnTrackAgain() {
        assertThat(progress(1, Verdict.AT_RISK, START.plusDays(31)).proposed()).isEqualTo(Verdict.ON_TRACK);
        assertThat(progress(0, Verdict.AT_RISK, START.plusDays(31)).proposed()).isNull();
    }

    @Test
    void aReachedTargetIsProposedAsDeliveredAndAMissedOneAsFailedOnTheLastDay() {
        assertThat(progress(3, Verdict.ON_TRACK, START.plusDays(12)).proposed()).isEqualTo(Verdict.DELIVERED);
        assertThat(progress(2, Verdict.AT_RISK, START.plusDays(89)).proposed()).isEqualTo(Verdict.ON_TRACK);
        assertThat(progress(2, Verdict.AT_RISK, START.plusDays(90)).proposed()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aDecidedTestProposesNothing() {
        assertThat(progress(0, Verdict.FAILED, START.plusDays(95)).proposed()).isNull();
    }

    @Test
    void withoutATargetNothingIsProposed() {
        var progress = new TestProgress(
                1,
                1,
                "Acme",
                "Goal",
                null,
                OptionalInt.empty(),
                START,
                START.plusDays(90),
                Verdict.ON_TRACK,
                null,
                null,
                "",
                START.plusDays(90));
        assertThat(progress.proposed()).isNull();
        assertThat(progress.due()).isTrue();
    }

    private static TestProgress progress(int reached, Verdict verdict, LocalDate today) {
        return new TestProgress(
                1,
                1,
                "Acme",
                "Three intros",
                new Target(3, Unit.INTROS),
                OptionalInt.of(reached),
                START,
                START.plusDays(90),
                verdict,
                verdict.ends() ? today : null,
                null,
                "",
                today);
    }

    private static NinetyDayTest test() {
        return new NinetyDayTest(1, new Plan("Three intros", new Target(3, Unit.INTROS), START), NOW);
    }
}
