package app.touchline.today;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.TierWindow;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.today.TodayRow.Step;

import static org.assertj.core.api.Assertions.assertThat;

class TodayRowTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");

    private static PartnerCadence cadence(int daysSinceTouch) {
        var touched = TODAY.minusDays(daysSinceTouch);
        return new PartnerCadence(
                5,
                "Acme",
                new TierWindow(1, "Tier 1", 1, 7, 2),
                null,
                null,
                ProgrammeStatus.ACTIVE,
                TODAY,
                touched.atStartOfDay(BERLIN).toInstant(),
                touched,
                touched,
                null);
    }

    private static TodayRow row(int daysSinceTouch, @Nullable Step step, String blockers, @Nullable LastTouch last) {
        return new TodayRow(
                Section.OVERDUE, cadence(daysSinceTouch), step, null, null, blockers, null, last, step == null ? 0 : 1);
    }

    private static Step step(int postponed) {
        return new Step(9, "Follow-up", TODAY, 0, 1, "Dana", postponed, postponed == 0 ? null : TODAY.minusDays(15));
    }

    private static LastTouch mail(boolean received, String who, int daysAgo) {
        var at = NOW.minusSeconds(86_400L * daysAgo);
        return new LastTouch("EMAIL", received, who, at, at.plusSeconds(120));
    }

    @Test
    void aBlockerIsSaidFirst() {
        assertThat(row(12, step(0), "waiting for legal", null).reasons(TODAY, BERLIN))
                .containsExactly("Blocked: waiting for legal", "5 days past the 7-day window");
    }

    @Test
    void whoWroteLastIsSaidWhereWeHaveNotAnswered() {
        assertThat(row(12, step(0), "", mail(true, "Priya Nair", 2)).reasons(TODAY, BERLIN))
                .containsExactly("Priya Nair wrote 2 days ago, we have not since", "5 days past the 7-day window");
    }

    @Test
    void ourOwnUnansweredMailIsSaidAfterTheStanding() {
        assertThat(row(5, step(0), "", mail(false, "Dana", 5)).reasons(TODAY, BERLIN))
                .containsExactly("slips in 3 days", "Dana wrote 5 days ago, no answer since");
    }

    @Test
    void onTheLastDayInsideItSaysSo() {
        assertThat(row(7, null, "", null).reasons(TODAY, BERLIN))
                .containsExactly("today is the last day inside the window");
    }

    @Test
    void aPostponementIsNotForgotten() {
        assertThat(row(1, step(2), "", null).reasons(TODAY, BERLIN))
                .containsExactly("postponed 2 times, first due 3 Nov", "no next step after this one");
    }

    @Test
    void mailIsSaidToBeCapturedOnTheDayItCameIn() {
        assertThat(mail(true, "Priya", 0).captured(TODAY, BERLIN)).isEqualTo(NOW.plusSeconds(120));
        assertThat(mail(true, "Priya", 1).captured(TODAY, BERLIN)).isNull();
    }

    @Test
    void oldMailThatIsReadTodayIsNoNews() {
        var old = new LastTouch("EMAIL", true, "Priya", NOW.minusSeconds(86_400L * 40), NOW);
        assertThat(old.captured(TODAY, BERLIN)).isNull();
    }

    @Test
    void aRowIsNamedByItsActionOrElseItsPartner() {
        assertThat(row(1, step(0), "", null).key()).isEqualTo("a9");
        assertThat(row(1, null, "", null).key()).isEqualTo("p5");
    }
}
