package app.touchline.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import app.touchline.database.SampleRun;
import app.touchline.deal.Customer;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealKind;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deed;
import app.touchline.deal.Details;
import app.touchline.deal.LostReasons;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.Registration;
import app.touchline.deal.Share;
import app.touchline.deal.Stage;
import app.touchline.money.Money;
import app.touchline.money.MoneyRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

import static java.util.Objects.requireNonNull;

/**
 * The sample's deals, half a year of them: waiting, one overdue, two for one customer; protected, nearly over and lapsed; won,
 * lost and reopened; one of two partners, one of our own sales.
 */
@Component
@Conditional(SampleRun.class)
class SampleDeals {

    /** What becomes of a deal after it was approved. */
    private enum Fate {
        WAITS,
        DECLINED,
        REGISTERED,
        QUALIFIED,
        PROPOSAL_SENT,
        NEGOTIATING,
        WON,
        LOST,
        REOPENED
    }

    /** @param daysAgo when it was registered */
    private record Story(String customer, int daysAgo, String value, String currency, int closesIn, Fate fate) {}

    private static final List<Story> STORIES = List.of(
            new Story("Brightwater Foods", 1, "48000", "EUR", 70, Fate.WAITS),
            new Story("Castor Rail AG", 9, "125000", "EUR", 95, Fate.WAITS),
            new Story("Isarwerk GmbH & Co. KG", 0, "18500", "EUR", 60, Fate.WAITS),
            new Story("Delphin Pharma", 160, "64000", "EUR", -40, Fate.WON),
            new Story("Eastgate Retail plc", 150, "91000", "GBP", -60, Fate.WON),
            new Story("Fernhill Hospitals", 130, "38500", "GBP", -20, Fate.WON),
            new Story("Grantham Steel", 120, "27000", "GBP", -45, Fate.LOST),
            new Story("Nordlys Energi A/S", 115, "72000", "EUR", -10, Fate.LOST),
            new Story("Kestrel Insurance", 110, "56000", "EUR", 12, Fate.REOPENED),
            new Story("Vantage Logistics Inc.", 100, "150000", "USD", 20, Fate.NEGOTIATING),
            new Story("Polaris Shipyards", 87, "83000", "EUR", 25, Fate.NEGOTIATING),
            new Story("Quay Street Bank", 78, "210000", "GBP", 40, Fate.PROPOSAL_SENT),
            new Story("Ravensbourne Council", 70, "34000", "GBP", 55, Fate.PROPOSAL_SENT),
            new Story("Sundara Textiles", 60, "29500", "USD", 8, Fate.PROPOSAL_SENT),
            new Story("Tamsin & Sons", 52, "12400", "GBP", 70, Fate.QUALIFIED),
            new Story("Umbra Optics Oy", 45, "41000", "EUR", 80, Fate.QUALIFIED),
            new Story("Verdant Farms", 33, "22750", "EUR", 90, Fate.QUALIFIED),
            new Story("Wexford Ports", 25, "67000", "EUR", 100, Fate.REGISTERED),
            new Story("Harbour Lines", 20, "96000", "EUR", 110, Fate.QUALIFIED),
            new Story("Xenia Hotels", 15, "19900", "EUR", 120, Fate.REGISTERED),
            new Story("Yarrow Media", 14, "15500", "EUR", 100, Fate.DECLINED),
            new Story("The Harbour Lines Ltd.", 2, "99000", "EUR", 100, Fate.WAITS));

    private final DealRecords deals;
    private final DealDecisions decisions;
    private final LostReasons reasons;
    private final MoneyRecords money;
    private final Members members;
    private final SettingsReader settings;

    SampleDeals(
            DealRecords deals,
            DealDecisions decisions,
            LostReasons reasons,
            MoneyRecords money,
            Members members,
            SettingsReader settings) {
        this.deals = deals;
        this.decisions = decisions;
        this.reasons = reasons;
        this.money = money;
        this.members = members;
        this.settings = settings;
    }

    /** Who does what in the sample, in whose zone. */
    private record Cast(SignedIn lead, Map<SamplePerson, Member> owners, LocalDate today, ZoneId zone) {

        SignedIn owner(SamplePartner partner) {
            return requireNonNull(owners.get(partner.owner())).signedIn();
        }
    }

    void enter(Map<SamplePerson, Member> owners, Map<SamplePartner, Long> ids, SignedIn admin, LocalDate today) {
        money.rate(Currency.getInstance("USD"), today.minusDays(365), new BigDecimal("0.92"), admin.who());
        money.rate(Currency.getInstance("GBP"), today.minusDays(365), new BigDecimal("1.16"), admin.who());
        money.rate(Currency.getInstance("GBP"), today.minusDays(90), new BigDecimal("1.15"), admin.who());
        var lead = members.findByEmail(SampleProgramme.LEAD.address())
                .orElseThrow()
                .signedIn();
        var cast = new Cast(lead, owners, today, settings.zone());
        var active = ids.keySet().stream()
                .filter(partner -> partner.status() == ProgrammeStatus.ACTIVE)
                .sorted(Comparator.comparingInt(SamplePartner::tier).thenComparingInt(SamplePartner::number))
                .toList();
        for (var nth = 0; nth < STORIES.size(); nth++) {
            var partner = active.get(nth * 2 % active.size());
            var influencer = active.get((nth * 2 + 1) % active.size());
            tell(STORIES.get(nth), nth, partner, ids, influencer, cast);
        }
        ownSales(cast);
    }

    private void tell(
            Story story,
            int nth,
            SamplePartner partner,
            Map<SamplePartner, Long> ids,
            SamplePartner influencer,
            Cast cast) {
        var me = cast.owner(partner);
        var id = requireNonNull(ids.get(partner));
        var origin = nth % 7 == 5 ? Origin.LEAD : Origin.PARTNER;
        var part = origin == Origin.LEAD || nth % 5 == 3 ? Part.INFLUENCED : Part.SOURCED;
        var deal = deals.register(
                new Registration(origin, id, part, details(story, nth, me, cast.today())),
                UUID.randomUUID(),
                me,
                on(story.daysAgo(), me, cast));
        if (nth == 11)
            deals.share(
                    deal.id(),
                    List.of(
                            new Share(id, Part.SOURCED, new BigDecimal("70")),
                            new Share(requireNonNull(ids.get(influencer)), Part.INFLUENCED, new BigDecimal("30"))),
                    me,
                    on(story.daysAgo(), me, cast));
        if (story.fate() == Fate.WAITS) return;
        var decided = on(story.daysAgo() - 1, cast.lead(), cast);
        if (story.fate() == Fate.DECLINED) {
            decisions.decline(
                    deal.id(), "They are a customer of ours already, with the same products.", cast.lead(), decided);
            return;
        }
        decisions.approve(deal.id(), "", cast.lead(), decided);
        follow(deal.id(), story, me, cast);
    }

    private void follow(long id, Story story, SignedIn me, Cast cast) {
        var ago = story.daysAgo();
        // half of those that last long were extended in time
        if (ago > 85 && story.fate() == Fate.NEGOTIATING && ago % 2 == 0)
            deals.extend(id, "Their board decides at the end of the quarter.", me, on(ago - 80, me, cast));
        var fate = story.fate();
        if (fate == Fate.REGISTERED) return;
        deals.moveTo(id, Stage.QUALIFIED, me, on(ago - 7, me, cast));
        if (fate == Fate.QUALIFIED) return;
        deals.moveTo(id, Stage.PROPOSAL_SENT, me, on(ago - 20, me, cast));
        if (fate == Fate.PROPOSAL_SENT) return;
        deals.moveTo(id, Stage.NEGOTIATING, me, on(ago - 35, me, cast));
        if (fate == Fate.NEGOTIATING) return;
        var end = on(Math.max(1, ago / 3), me, cast);
        if (fate == Fate.WON) {
            deals.win(id, Money.of(story.value(), story.currency()), end.day(), me, end);
            return;
        }
        var reason = reasons.offered().get(ago % 4).id();
        deals.lose(id, reason, "", end.day(), me, end);
        if (fate == Fate.REOPENED)
            deals.reopen(id, "Their other supplier did not deliver; they called again.", me, on(ago / 6, me, cast));
    }

    /** Our own sales are after a customer whom a partner registered, too. */
    private void ownSales(Cast cast) {
        var story = new Story("Polaris Shipyards Ltd", 12, "80000", "EUR", 30, Fate.REGISTERED);
        deals.register(
                new Registration(Origin.OWN_SALES, null, Part.SOURCED, details(story, 30, cast.lead(), cast.today())),
                UUID.randomUUID(),
                cast.lead(),
                on(story.daysAgo(), cast.lead(), cast));
    }

    private static Details details(Story story, int nth, SignedIn owner, LocalDate today) {
        var slug = story.customer().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+.*$", "");
        @Nullable Long nobody = null;
        return new Details(
                Customer.told(
                        story.customer(),
                        slug.equals("the") ? "" : slug + ".example",
                        "Head of operations, via the switchboard",
                        domain -> false),
                Money.of(story.value(), story.currency()),
                today.plusDays(story.closesIn()),
                nth % 3 == 0 ? "Platform" : nth % 3 == 1 ? "Platform, onboarding" : "Analytics",
                nth % 2 == 0
                        ? "They want to replace a tool of their own before the new year."
                        : "Two plants first, the others when it works.",
                nth % 8 == 6 ? DealKind.RENEWAL : nth % 8 == 7 ? DealKind.EXPANSION : DealKind.NEW_BUSINESS,
                nobody,
                nobody,
                owner.id(),
                "");
    }

    private Deed on(int daysAgo, SignedIn me, Cast cast) {
        var at = cast.today().minusDays(Math.max(0, daysAgo)).atTime(LocalTime.of(0, 1));
        return deals.then(me, at.atZone(cast.zone()).toInstant());
    }
}
