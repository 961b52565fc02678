package app.touchline.action;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import app.touchline.action.Action.Plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ActionTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
    private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");

    private final Action action =
            new Action(7, new Plan(ActionType.FOLLOW_UP, " call about the renewal ", WEDNESDAY, 1), 1L, NOW);

    @Test
    void isOpenUntilCompleted() {
        assertThat(action.open()).isTrue();
        action.complete("Called Priya", 2, NOW);
        assertThat(action.open()).isFalse();
        assertThat(action.outcome()).isEqualTo("Called Priya");
        assertThat(action.completedBy()).isEqualTo(2);
    }

    @Test
    void aBlankOutcomeIsNone() {
        action.complete("  ", 2, NOW);
        assertThat(action.outcome()).isNull();
    }

    @Test
    void cannotBeCompletedTwice() {
        action.complete("", 2, NOW);
        assertThatIllegalStateException().isThrownBy(() -> action.complete("", 2, NOW));
    }

    @Test
    void openedAgainItIsAsItWas() {
        action.complete("Called", 2, NOW);
        action.reopen();
        assertThat(action.open()).isTrue();
        assertThat(action.outcome()).isNull();
        assertThat(action.completedBy()).isNull();
        assertThat(action.due()).isEqualTo(WEDNESDAY);
    }

    @Test
    void anOpenOneCannotBeOpenedAgain() {
        assertThatIllegalStateException().isThrownBy(action::reopen);
    }

    @Test
    void aPostponementKeepsTheDateItHad() {
        action.postpone(WEDNESDAY.plusDays(2), 1, NOW);
        action.postpone(WEDNESDAY.plusDays(9), 1, NOW);
        assertThat(action.due()).isEqualTo(WEDNESDAY.plusDays(9));
        assertThat(action.postponements())
                .extracting(Postponement::fromDue, Postponement::toDue)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(WEDNESDAY, WEDNESDAY.plusDays(2)),
                        org.assertj.core.api.Assertions.tuple(WEDNESDAY.plusDays(2), WEDNESDAY.plusDays(9)));
    }

    @Test
    void isNotPostponedToTheSameOrAnEarlierDay() {
        assertThatIllegalStateException().isThrownBy(() -> action.postpone(WEDNESDAY, 1, NOW));
        assertThatIllegalStateException().isThrownBy(() -> action.postpone(WEDNESDAY.minusDays(1), 1, NOW));
    }

    @Test
    void aPostponementTakenBackLeavesTheDateBeforeIt() {
        action.postpone(WEDNESDAY.plusDays(2), 1, NOW);
        action.takeBackPostponement();
        assertThat(action.due()).isEqualTo(WEDNESDAY);
        assertThat(action.postponements()).isEmpty();
        assertThatIllegalStateException().isThrownBy(action::takeBackPostponement);
    }

    @Test
    void aCompletedOneIsNeitherPostponedNorHandedOver() {
        action.complete("", 1, NOW);
        assertThatIllegalStateException().isThrownBy(() -> action.postpone(WEDNESDAY.plusDays(1), 1, NOW));
        assertThatIllegalStateException().isThrownBy(() -> action.reassign(2));
    }

    @Test
    void saysItsTypeAndWhatItIsAbout() {
        assertThat(action.words()).isEqualTo("Follow-up · call about the renewal");
        assertThat(NextStep.words(ActionType.RE_ENGAGE, "")).isEqualTo("Re-engage");
    }

    @Test
    void isOverdueTheDayAfterItsDateInTheAssigneesZone() {
        var apia = new NextStep(1, 7, ActionType.FOLLOW_UP, "", WEDNESDAY, 1, "Ana", ZoneId.of("Pacific/Apia"), 0);
        // Apia is thirteen hours ahead: it is Thursday there from 11:00 UTC on Wednesday
        assertThat(apia.overdue(Instant.parse("2026-11-18T10:59:59Z"))).isFalse();
        assertThat(apia.overdue(Instant.parse("2026-11-18T11:00:00Z"))).isTrue();
        assertThat(apia.daysLate(Instant.parse("2026-11-18T11:00:00Z"))).isEqualTo(1);
    }
}
