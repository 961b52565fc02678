package app.touchline.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.figures.Openings.Opening;
import app.touchline.intro.Intro;
import app.touchline.intro.Intro.Told;
import app.touchline.intro.IntroRecords;
import app.touchline.intro.LeadRecords;
import app.touchline.partner.Contact;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerMerging;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

@TouchlineTest
class FiguresTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    FiguresReader figures;

    @Autowired
    Openings openings;

    @Autowired
    IntroRecords intros;

    @Autowired
    LeadRecords leads;

    @Autowired
    PartnerMerging merging;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TouchSamples touches;

    @Autowired
    SettingsReader settings;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPartnerOfWhichNothingIsKnownHasZerosAndNoDays() {
        var none = figures.of(partner().id(), TODAY);
        assertThat(amount(none, Measure.INTROS_MADE)).isZero();
        assertThat(none.of(Measure.FIRST_TOUCH).day()).isNull();
        assertThat(amount(none, Measure.CLOSED_WON)).isZero();
    }

    @Test
    void messagesOfOursAreCountedAndTheirsEngage() {
        var partner = partner();
        touches.sent(partner, Instant.parse("2026-10-01T09:00:00Z"));
        touches.received(partner, Instant.parse("2026-10-03T09:00:00Z"));
        touches.sent(partner, Instant.parse("2026-10-05T09:00:00Z"));
        var found = figures.of(partner.id(), TODAY);
        assertThat(amount(found, Measure.MESSAGES_SENT)).isEqualTo(2);
        assertThat(amount(found, Measure.CALLS_BOOKED)).isZero();
        assertThat(found.of(Measure.FIRST_TOUCH).day()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(found.of(Measure.LAST_ENGAGEMENT).day()).isEqualTo(LocalDate.of(2026, 10, 3));
    }

    @Test
    void whatWasBroughtAlongIsAddedToWhatCameAfterItsDay() {
        var partner = partner();
        touches.sent(partner, Instant.parse("2026-10-01T09:00:00Z"));
        touches.sent(partner, Instant.parse("2026-10-31T09:00:00Z"));
        touches.sent(partner, Instant.parse("2026-11-02T09:00:00Z"));
        keep(new Opening(
                partner.id(), Measure.MESSAGES_SENT, BigDecimal.valueOf(40), null, LocalDate.of(2026, 10, 31)));
        keep(new Opening(
                partner.id(), Measure.FIRST_TOUCH, null, LocalDate.of(2024, 3, 1), LocalDate.of(2026, 10, 31)));
        var found = figures.of(partner.id(), TODAY);
        assertThat(amount(found, Measure.MESSAGES_SENT)).isEqualTo(41);
        assertThat(found.of(Measure.MESSAGES_SENT).openingDay()).isEqualTo(LocalDate.of(2026, 10, 31));
        assertThat(found.of(Measure.FIRST_TOUCH).day()).isEqualTo(LocalDate.of(2024, 3, 1));
        assertThat(figures.behind(partner.id(), Measure.MESSAGES_SENT, TODAY, LocalDate.of(2026, 10, 31), 0))
                .extracting(FiguresReader.RowBehind::included)
                .containsExactly(true, false, false);
    }

    @Test
    void aRepWhoMadeAnIntroBringsDealsAndOneWhoseIntroWasQualifiedDelivers() {
        var partner = partner();
        var priya = contact(partner, "Priya");
        var tom = contact(partner, "Tom");
        contact(partner, "Silent");
        intro(partner, priya, LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 9));
        intro(partner, tom, LocalDate.of(2026, 10, 2), null);
        intro(partner, tom, LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 3));
        intro(partner, null, LocalDate.of(2026, 10, 2), null);
        var found = figures.of(partner.id(), TODAY);
        assertThat(amount(found, Measure.REPS_TOTAL)).isEqualTo(3);
        assertThat(amount(found, Measure.INTROS_MADE)).isEqualTo(4);
        assertThat(amount(found, Measure.QUALIFIED_CONVERSATIONS)).isEqualTo(2);
        assertThat(amount(found, Measure.REPS_BRINGING_DEALS)).isEqualTo(2);
        assertThat(amount(found, Measure.REPS_WHO_DELIVER)).isEqualTo(1);
    }

    @Test
    void aRepIsEngagedWhoWroteInTheLastNinetyDaysAndNotOneWeOnlyWroteTo() {
        var partner = partner();
        wrote(partner, contact(partner, "Wrote lately"), Instant.parse("2026-08-21T09:00:00Z"), "FROM");
        wrote(partner, contact(partner, "Wrote long ago"), Instant.parse("2026-08-20T09:00:00Z"), "FROM");
        wrote(partner, contact(partner, "Only copied"), Instant.parse("2026-11-02T09:00:00Z"), "CC");
        assertThat(amount(figures.of(partner.id(), TODAY), Measure.REPS_ENGAGED))
                .isEqualTo(1);
    }

    @Test
    void anOpeningValueWithAPeriodLapsesWithIt() {
        var partner = partner();
        keep(new Opening(partner.id(), Measure.REPS_ENGAGED, BigDecimal.valueOf(5), null, LocalDate.of(2026, 8, 21)));
        assertThat(amount(figures.of(partner.id(), TODAY), Measure.REPS_ENGAGED))
                .isEqualTo(5);
        assertThat(amount(figures.of(partner.id(), TODAY.plusDays(1)), Measure.REPS_ENGAGED))
                .isZero();
    }

    @Test
    void aRemovedIntroCountsNoMoreAndLeadsAreTheLastToldOfADay() {
        var partner = partner();
        var intro = intro(partner, null, TODAY, null);
        intros.remove(intro.id(), PartnerSamples.ADMIN);
        leads.tell(partner.id(), TODAY, 4, PartnerSamples.ADMIN);
        leads.tell(partner.id(), TODAY, 3, PartnerSamples.ADMIN);
        leads.tell(partner.id(), TODAY.minusDays(7), 2, PartnerSamples.ADMIN);
        var found = figures.of(partner.id(), TODAY);
        assertThat(amount(found, Measure.INTROS_MADE)).isZero();
        assertThat(amount(found, Measure.LEADS)).isEqualTo(5);
    }

    @Test
    void aMergedPartnerBringsItsIntrosLeadsAndOpeningValuesAlong() {
        var away = partner();
        var into = partner();
        intro(away, null, TODAY, null);
        intro(into, null, TODAY, null);
        leads.tell(away.id(), TODAY, 4, PartnerSamples.ADMIN);
        leads.tell(into.id(), TODAY, 1, PartnerSamples.ADMIN);
        for (var partner : List.of(away, into))
            keep(new Opening(partner.id(), Measure.CLOSED_WON, BigDecimal.TEN, null, LocalDate.of(2026, 10, 1)));
        merging.merge(away.id(), into.id(), PartnerSamples.ADMIN);
        var found = figures.of(into.id(), TODAY);
        assertThat(amount(found, Measure.INTROS_MADE)).isEqualTo(2);
        assertThat(amount(found, Measure.LEADS)).isEqualTo(5);
        assertThat(amount(found, Measure.CLOSED_WON)).isEqualTo(20);
    }

    /** Slow and obvious: each touch is looked at by itself. */
    @Test
    void onRandomTouchesTheNumbersAreWhatOneByOneCountingGives() {
        var random = new Random(20261118);
        for (var nth = 0; nth < 25; nth++) {
            var partner = partner();
            var asOf = random.nextInt(3) == 0 ? null : TODAY.minusDays(random.nextInt(60));
            var sent = 0;
            @Nullable LocalDate first = null;
            @Nullable LocalDate engaged = null;
            for (var touch = random.nextInt(12); touch > 0; touch--) {
                var at = Instant.parse("2026-11-19T12:00:00Z").minusSeconds(random.nextInt(80 * 86_400));
                var day = LocalDate.ofInstant(at, settings.zone());
                var ours = random.nextBoolean();
                if (ours) touches.sent(partner, at);
                else touches.received(partner, at);
                if (day.isAfter(TODAY)) continue;
                if (ours && (asOf == null || day.isAfter(asOf))) sent++;
                if (first == null || day.isBefore(first)) first = day;
                if (!ours && (engaged == null || day.isAfter(engaged))) engaged = day;
            }
            if (asOf != null)
                keep(new Opening(partner.id(), Measure.MESSAGES_SENT, BigDecimal.valueOf(100), null, asOf));
            var found = figures.of(partner.id(), TODAY);
            assertThat(amount(found, Measure.MESSAGES_SENT)).isEqualTo(sent + (asOf == null ? 0 : 100));
            assertThat(found.of(Measure.FIRST_TOUCH).day()).isEqualTo(first);
            assertThat(found.of(Measure.LAST_ENGAGEMENT).day()).isEqualTo(engaged);
        }
    }

    private Partner partner() {
        return partners.tierOne(PartnerSamples.name("Counted"));
    }

    private Contact contact(Partner partner, String name) {
        return partners.contact(
                partner, name, name.toLowerCase().replace(' ', '.') + partner.id() + "@counted.example");
    }

    private Intro intro(Partner partner, @Nullable Contact by, LocalDate on, @Nullable LocalDate qualified) {
        return intros.note(
                partner.id(),
                new Told(by == null ? null : by.id(), "Globex", on, qualified, ""),
                UUID.randomUUID(),
                PartnerSamples.ADMIN);
    }

    private void wrote(Partner partner, Contact contact, Instant at, String role) {
        var touch = touches.received(partner, at);
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by)
                values (?, ?, ?, ?, ?, 'ADDRESS')
                """)
                .params(touch, partner.id(), contact.addresses().first(), role, contact.id())
                .update();
    }

    private void keep(Opening opening) {
        openings.keep(List.of(opening));
    }

    private static int amount(PartnerFigures found, Measure measure) {
        return found.of(measure).amount().intValueExact();
    }
}
