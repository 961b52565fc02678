package app.touchline.cadence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import app.touchline.cadence.PartnerFilter.Order;
import app.touchline.settings.TouchCounts;

import static app.touchline.cadence.CadenceStatus.NOT_IN_CADENCE;
import static app.touchline.cadence.CadenceStatus.ON_CADENCE;
import static app.touchline.cadence.CadenceStatus.SLIPPED;
import static app.touchline.partner.ProgrammeStatus.ACTIVE;
import static app.touchline.partner.ProgrammeStatus.PAUSED;
import static app.touchline.partner.ProgrammeStatus.PROSPECT;
import static app.touchline.partner.ProgrammeStatus.TESTING;
import static org.assertj.core.api.Assertions.assertThat;

class CadenceReaderTests {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    static final LocalDate KNOWN_SINCE = LocalDate.of(2026, 5, 1);

    static Programme programme;
    static long tierOne;
    static long tierTwo;
    static long tierThree;
    static long dana;

    @BeforeAll
    static void aProgramme() {
        programme = new Programme(BERLIN, KNOWN_SINCE);
        programme.today(BERLIN, TODAY);
        tierOne = programme.tier("Tier 1");
        tierTwo = programme.tier("Tier 2");
        tierThree = programme.tier("Tier 3");
        dana = programme.member("Dana");
    }

    @AfterAll
    static void end() {
        programme.close();
    }

    @Test
    void aTouchBeforeMidnightInTheProgrammesZoneBelongsToThatDay() {
        var acme = programme.partner("Acme", tierOne, dana, ACTIVE, null);
        programme.touched(acme, at(TODAY.minusDays(8), "23:59:59.999"), "ALWAYS");

        assertThat(of(acme, TODAY).lastTouch()).isEqualTo(TODAY.minusDays(8));
        assertThat(of(acme, TODAY).daysSinceTouch()).hasValue(8);
        assertThat(of(acme, TODAY).cadence()).isEqualTo(SLIPPED);
        assertThat(of(acme, TODAY.minusDays(1)).cadence()).isEqualTo(CadenceStatus.DUE_SOON);
        assertThat(of(acme, TODAY).due()).isEqualTo(TODAY.minusDays(1));
        assertThat(of(acme, TODAY).daysLate()).isEqualTo(1);
    }

    @Test
    void aPartnerNeverTouchedIsMeasuredFromTheDayItEnteredCadence() {
        var late = programme.partner("Never", tierOne, null, PROSPECT, null);
        programme.stood(late, TODAY.minusDays(20), TESTING);
        programme.stood(late, TODAY.minusDays(10), ACTIVE);

        var now = of(late, TODAY);
        assertThat(now.neverTouched()).isTrue();
        assertThat(now.daysSinceTouch()).isEmpty();
        assertThat(now.anchor()).isEqualTo(TODAY.minusDays(20));
        assertThat(now.cadence()).isEqualTo(SLIPPED);
        assertThat(of(late, TODAY.minusDays(21)).cadence()).isEqualTo(NOT_IN_CADENCE);
    }

    @Test
    void aPauseEndsTheRunAndComingBackStartsANewOne() {
        var back = programme.partner("Back", tierOne, null, ACTIVE, null);
        programme.touched(back, at(TODAY.minusDays(60), "10:00"), "ALWAYS");
        programme.stood(back, TODAY.minusDays(40), PAUSED);
        programme.stood(back, TODAY.minusDays(3), ACTIVE);

        assertThat(of(back, TODAY).anchor()).isEqualTo(TODAY.minusDays(3));
        assertThat(of(back, TODAY).cadence()).isEqualTo(ON_CADENCE);
        assertThat(of(back, TODAY.minusDays(4)).cadence()).isEqualTo(NOT_IN_CADENCE);
        assertThat(of(back, TODAY.minusDays(50)).anchor()).isEqualTo(TODAY.minusDays(60));
    }

    @Test
    void aRowWithoutADayStandsForKnownSince() {
        var old = programme.partner("Old", tierThree, null, ACTIVE, null);
        assertThat(of(old, TODAY).anchor()).isEqualTo(KNOWN_SINCE);
        assertThat(of(old, TODAY.minusDays(3)).anchor()).isEqualTo(KNOWN_SINCE);
    }

    @Test
    void aPartnerIsNotThereBeforeItsFirstDay() {
        var recent = programme.partner("Recent", tierTwo, null, ACTIVE, TODAY.minusDays(5));
        assertThat(programme.reader.of(recent, TODAY.minusDays(5))).isPresent();
        assertThat(programme.reader.of(recent, TODAY.minusDays(6))).isEmpty();
    }

    @Test
    void anArchivedPartnerIsGoneNowAndStaysInThePast() {
        var gone = programme.partner("Gone", tierTwo, null, ACTIVE, null);
        programme.archived(gone, at(TODAY.minusDays(2), "00:00"));
        assertThat(programme.reader.of(gone, TODAY)).isEmpty();
        assertThat(programme.reader.of(gone, TODAY.minusDays(2))).isEmpty();
        assertThat(programme.reader.of(gone, TODAY.minusDays(3))).isPresent();
    }

    @Test
    void aTouchInTheFutureDoesNotCountYet() {
        var early = programme.partner("Early", tierTwo, null, ACTIVE, null);
        programme.touched(early, at(TODAY.minusDays(30), "10:00"), "ALWAYS");
        programme.touched(early, at(TODAY.plusDays(1), "00:00"), "ALWAYS");
        assertThat(of(early, TODAY).lastTouch()).isEqualTo(TODAY.minusDays(30));
    }

    @Test
    void theNumbersOfAPastDayUseTheTierOwnerAndWindowOfThatDay() {
        try (var own = new Programme(BERLIN, KNOWN_SINCE)) {
            own.today(BERLIN, TODAY);
            var one = own.tier("Tier 1");
            var two = own.tier("Tier 2");
            var ben = own.member("Ben");
            var mara = own.member("Mara");
            var moved = own.partner("Moved", one, ben, ACTIVE, null);
            own.touched(moved, at(TODAY.minusDays(40), "09:00"), "ALWAYS");
            own.moved(moved, TODAY.minusDays(10), two);
            own.handed(moved, TODAY.minusDays(10), mara);
            own.window(one, TODAY.minusDays(20), 25, 3);

            var before = own.reader.of(moved, TODAY.minusDays(11)).orElseThrow();
            assertThat(before.tierName()).isEqualTo("Tier 1");
            assertThat(before.ownerName()).isEqualTo("Ben");
            assertThat(before.windowDays()).isEqualTo(25);
            assertThat(own.reader.of(moved, TODAY.minusDays(21)).orElseThrow().windowDays())
                    .isEqualTo(7);
            var after = own.reader.of(moved, TODAY.minusDays(10)).orElseThrow();
            assertThat(after.tierName()).isEqualTo("Tier 2");
            assertThat(after.ownerName()).isEqualTo("Mara");
        }
    }

    @Test
    void receivedMailCountsFromTheDayTheSettingSaysSo() {
        try (var own = new Programme(BERLIN, KNOWN_SINCE)) {
            own.today(BERLIN, TODAY);
            var partner = own.partner("Writes", own.tier("Tier 1"), null, ACTIVE, null);
            own.touched(partner, at(TODAY.minusDays(20), "09:00"), "ALWAYS");
            own.touched(partner, at(TODAY.minusDays(5), "09:00"), "IF_EITHER");
            own.touchCounts(TODAY.minusDays(2), TouchCounts.EITHER);

            assertThat(own.reader.of(partner, TODAY).orElseThrow().lastTouch()).isEqualTo(TODAY.minusDays(5));
            assertThat(own.reader.of(partner, TODAY.minusDays(3)).orElseThrow().lastTouch())
                    .isEqualTo(TODAY.minusDays(20));
        }
    }

    @Test
    void coverageIsNoneWithoutPartnersAndNotKnownBeforeKnownSincePlusTheWindow() {
        try (var own = new Programme(BERLIN, TODAY.minusDays(10))) {
            own.today(BERLIN, TODAY);
            var ben = own.member("Ben");
            var one = own.tier("Tier 1");
            var touched = own.partner("Touched", one, null, ACTIVE, null);
            own.touched(touched, at(TODAY.minusDays(1), "09:00"), "ALWAYS");
            var called = own.partner("Called", one, null, ACTIVE, null);
            own.touched(called, at(TODAY.minusDays(9), "09:00"), "ALWAYS");
            own.notedByHand(called, at(TODAY.minusDays(2), "09:00"), ben);
            own.partner("Silent", one, null, ACTIVE, null);
            own.partner("Asleep", one, null, PAUSED, null);
            own.partner("Third", own.tier("Tier 3"), null, ACTIVE, null);

            var now = own.coverage.perTier(TODAY);
            assertThat(now.get(0)).isInstanceOfSatisfying(TierCoverage.Known.class, known -> {
                assertThat(known.coverage()).isEqualTo(new Coverage(2, 3));
                assertThat(known.percent()).hasValue(66);
                assertThat(known.restingOnHandNoted()).isEqualTo(1);
            });
            assertThat(own.reader
                            .page(PartnerFilter.ALL.inTier(one).onlyRestingOnHandNoted(), TODAY)
                            .rows())
                    .extracting(PartnerCadence::name)
                    .containsExactly("Called");
            assertThat(own.reader.slipped(TODAY, 9))
                    .extracting(PartnerCadence::name)
                    .containsExactly("Silent");
            assertThat(now.get(1)).isInstanceOfSatisfying(TierCoverage.NotKnown.class, unknown -> {
                assertThat(unknown.from()).isEqualTo(TODAY.plusDays(4));
                assertThat(unknown.inCadence()).isZero();
            });
            assertThat(now.get(2)).isInstanceOf(TierCoverage.NotKnown.class);
            assertThat(own.coverage.perTier(TODAY.minusDays(3)).getFirst()).isInstanceOf(TierCoverage.Known.class);
            assertThat(own.coverage.perTier(TODAY.minusDays(4)).getFirst()).isInstanceOf(TierCoverage.NotKnown.class);
        }
    }

    @Test
    void aPageFiltersSortsAndCountsInTheDatabase() {
        try (var own = new Programme(BERLIN, KNOWN_SINCE)) {
            own.today(BERLIN, TODAY);
            var ben = own.member("Ben");
            var one = own.tier("Tier 1");
            var fresh = own.partner("beta", one, ben, ACTIVE, null);
            own.touched(fresh, at(TODAY, "00:00"), "ALWAYS");
            var slipped = own.partner("Alpha 100%", one, null, ACTIVE, null);
            own.touched(slipped, at(TODAY.minusDays(9), "09:00"), "ALWAYS");
            own.partner("Gamma", own.tier("Tier 2"), ben, PAUSED, null);

            var all = own.reader.page(PartnerFilter.ALL, TODAY);
            assertThat(all.rows()).extracting(PartnerCadence::name).containsExactly("Alpha 100%", "beta", "Gamma");
            assertThat(all.total()).isEqualTo(3);
            assertThat(all.count(SLIPPED)).isEqualTo(1);
            assertThat(all.count(NOT_IN_CADENCE)).isEqualTo(1);

            assertThat(own.reader
                            .page(PartnerFilter.ALL.ownedBy(ben).with(ON_CADENCE), TODAY.minusDays(0))
                            .rows())
                    .extracting(PartnerCadence::partnerId)
                    .containsExactly(fresh);
            var byDays = own.reader.page(
                    PartnerFilter.ALL.orderedBy(Order.DAYS, true).page(0, 2), TODAY);
            assertThat(byDays.rows()).extracting(PartnerCadence::name).containsExactly("Alpha 100%", "beta");
            assertThat(byDays.hasNext()).isTrue();
            for (var order : Order.values())
                assertThat(own.reader
                                .page(PartnerFilter.ALL.orderedBy(order, false).page(1, 2), TODAY.minusDays(1))
                                .rows())
                        .hasSize(1);

            assertThat(own.reader.slipped(TODAY, 10))
                    .extracting(PartnerCadence::name)
                    .containsExactly("Alpha 100%");
            var exported = new ArrayList<String>();
            own.reader.each(TODAY, row -> exported.add(row.name()));
            assertThat(exported).containsExactly("Alpha 100%", "Gamma", "beta");
        }
    }

    private static PartnerCadence of(long partner, LocalDate day) {
        return programme.reader.of(partner, day).orElseThrow();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant();
    }
}
