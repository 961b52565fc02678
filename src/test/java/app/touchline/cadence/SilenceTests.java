package app.touchline.cadence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.partner.Partner;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** How long partners are silent against their own rhythm, beside a slow look at all their days. */
@TouchlineTest
@NullUnmarked
class SilenceTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired
    SilenceReader reader;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void inBerlin() {
        jdbc.sql("update programme set zone = 'Europe/Berlin'").update();
    }

    private Partner heardOf(int... daysAgo) {
        var partner = partners.tierOne(PartnerSamples.name("Silent"));
        for (int days : daysAgo) touches.received(partner, TestClock.START.minus(Duration.ofDays(days)));
        return partner;
    }

    private Silence of(Partner partner) {
        return reader.of(List.of(partner.id()), TODAY).get(partner.id());
    }

    @Test
    void itIsUnusualToBeSilentForLongerThanNineOfTenGapsAndAWeek() {
        var quiet = of(heardOf(24, 30, 36, 42, 48, 54, 60));
        assertThat(quiet.unusual()).isTrue();
        assertThat(quiet.sentence())
                .isEqualTo(
                        "Unusually quiet: no word from them for 24 days; 9 of 10 of their 6 earlier gaps were at most 6 days");
        assertThat(of(heardOf(7, 9, 11, 13, 15, 17, 19)).unusual())
                .as("seven days are not more than seven")
                .isFalse();
        assertThat(of(heardOf(8, 10, 12, 14, 16, 18, 20)).unusual()).isTrue();
        assertThat(of(heardOf(20, 40, 60, 80, 100, 120, 140)).unusual())
                .as("as long as ever")
                .isFalse();
    }

    @Test
    void withFewerThanSixGapsInAYearItIsUnknown() {
        var few = of(heardOf(24, 30, 36, 42, 48, 54));
        assertThat(few.known()).isFalse();
        assertThat(few.unusual()).isFalse();
        assertThat(few.sentence()).contains("Unknown").contains("5 of the 6");
        assertThat(of(heardOf(24, 30, 36, 42, 48, 54, 366)).known())
                .as("one gap began too long ago")
                .isFalse();
        assertThat(of(heardOf()).sentence()).contains("Unknown");
    }

    @Test
    void whatWeSendIsNoWordFromThem() {
        var partner = heardOf(24, 30, 36, 42, 48, 54, 60);
        touches.sent(partner, TestClock.START.minus(Duration.ofDays(1)));
        assertThat(of(partner).unusual()).isTrue();
        assertThat(reader.unusual(TODAY)).extracting(Silence::partnerId).contains(partner.id());
        touches.received(partner, TestClock.START.minus(Duration.ofDays(1)));
        assertThat(reader.unusual(TODAY)).extracting(Silence::partnerId).doesNotContain(partner.id());
    }

    @Test
    void itIsWhatASlowLookFindsForRandomHistories() {
        var random = new Random(7);
        int unusual = 0;
        for (int n = 0; n < 60; n++) {
            var partner = partners.tierOne(PartnerSamples.name("Rhythm"));
            var heard = new ArrayList<Instant>();
            var at = TestClock.START.minus(Duration.ofHours(random.nextInt(24 * 40)));
            var rhythm = 1 + random.nextInt(30);
            for (int k = random.nextInt(14); k > 0; k--) {
                heard.add(at);
                touches.received(partner, at);
                at = at.minus(Duration.ofHours(random.nextInt(24 * rhythm)));
            }
            var found = of(partner);
            assertThat(found).isEqualTo(slow(partner.id(), heard));
            if (found.unusual()) unusual++;
        }
        assertThat(unusual).isPositive();
    }

    private static Silence slow(long partnerId, List<Instant> heard) {
        var days = new TreeSet<LocalDate>();
        for (var at : heard) {
            var day = LocalDate.ofInstant(at, BERLIN);
            if (!day.isBefore(TODAY.minusDays(365)) && !day.isAfter(TODAY)) days.add(day);
        }
        if (days.isEmpty()) return new Silence(partnerId, null, 0, null);
        var gaps = new ArrayList<Integer>();
        for (var day : days) {
            var before = days.lower(day);
            if (before != null) gaps.add((int) ChronoUnit.DAYS.between(before, day));
        }
        gaps.sort(null);
        var silent = (int) ChronoUnit.DAYS.between(days.last(), TODAY);
        if (gaps.isEmpty()) return new Silence(partnerId, silent, 0, null);
        return new Silence(partnerId, silent, gaps.size(), gaps.get((int) Math.ceil(gaps.size() * 0.9) - 1));
    }
}
