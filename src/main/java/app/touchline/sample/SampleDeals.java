package app.touchline.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import app.touchline.database.SampleRun;
import app.touchline.deal.DealDecisions;
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
import app.touchline.sample.DealStory.Fate;
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
        for (var nth = 0; nth < DealStory.ALL.size(); nth++) {
            var partner = active.get(nth * 2 % active.size());
            var influencer = active.get((nth * 2 + 1) % active.size());
            tell(DealStory.ALL.get(nth), nth, partner, ids, influencer, cast);
        }
        ownSales(cast);
    }

    private void tell(
            DealStory story,
            int nth,
            SamplePartner partner,
            Map<SamplePartner, Long> ids,
            SamplePartner influencer,
            Cast cast) {
        var me = cast.owner(partner);
        var id = requireNonNull(ids.get(partner));
        var told = story.details(nth, me, cast.today());
        var origin = nth % 7 == 5 ? Origin.LEAD : Origin.PARTNER;
        var part = origin == Origin.LEAD || nth % 5 == 2 ? Part.INFLUENCED : Part.SOURCED;
        var deal = deals.register(
                new Registration(origin, id, part, putOff(nth) ? earlier(told) : told),
                UUID.randomUUID(),
                me,
                on(story.daysAgo(), Hour.REGISTERS, me, cast));
        if (nth == 11)
            deals.share(
                    deal.id(),
                    List.of(
                            new Share(id, Part.SOURCED, new BigDecimal("70")),
                            new Share(requireNonNull(ids.get(influencer)), Part.INFLUENCED, new BigDecimal("30"))),
                    me,
                    on(story.daysAgo(), Hour.REGISTERS, me, cast));
        if (story.fate() == Fate.WAITS) return;
        var decided = on(story.daysAgo() - 1, Hour.DECIDES, cast.lead(), cast);
        if (story.fate() == Fate.DECLINED) {
            decisions.decline(
                    deal.id(), "They are a customer of ours already, with the same products.", cast.lead(), decided);
            return;
        }
        decisions.approve(deal.id(), "", cast.lead(), decided);
        follow(deal.id(), story, me, cast);
        if (putOff(nth)) deals.correct(deal.id(), told, me, on(4, Hour.MOVES, me, cast));
    }

    /** Two were to close a month earlier, once. */
    private static boolean putOff(int nth) {
        return nth == 10 || nth == 12;
    }

    private static Details earlier(Details told) {
        return new Details(
                told.customer(),
                told.value(),
                told.expectedClose().minusDays(31),
                told.products(),
                told.description(),
                told.kind(),
                told.contactId(),
                told.incumbentId(),
                told.ownerId(),
                told.territory());
    }

    private void follow(long id, DealStory story, SignedIn me, Cast cast) {
        var fate = story.fate();
        var open = switch (fate) {
            case WAITS, DECLINED, REGISTERED -> List.<Stage>of();
            case QUALIFIED -> List.of(Stage.QUALIFIED);
            case PROPOSAL_SENT -> List.of(Stage.QUALIFIED, Stage.PROPOSAL_SENT);
            case NEGOTIATING, WON, LOST, REOPENED -> List.of(Stage.QUALIFIED, Stage.PROPOSAL_SENT, Stage.NEGOTIATING);
        };
        var ended = fate == Fate.WON || fate == Fate.LOST || fate == Fate.REOPENED;
        var steps = open.size() + (ended ? 1 : 0);
        for (var nth = 1; nth <= open.size(); nth++) {
            deals.moveTo(id, open.get(nth - 1), me, on(story.cameTo(nth, steps), Hour.MOVES, me, cast));
            // in time, before it would end
            if (nth == 2 && fate == Fate.NEGOTIATING && story.daysAgo() > 90)
                deals.extend(
                        id,
                        "Their board decides at the end of the quarter.",
                        me,
                        on(story.cameTo(2, steps), Hour.ENDS, me, cast));
        }
        if (!ended) return;
        var end = on(fate == Fate.REOPENED ? story.since() + 9 : story.since(), Hour.ENDS, me, cast);
        if (fate == Fate.WON) {
            deals.win(id, Money.of(story.value(), story.currency()), end.day(), me, end);
            return;
        }
        deals.lose(id, reasons.offered().get(story.daysAgo() % 4).id(), "", end.day(), me, end);
        if (fate == Fate.REOPENED)
            deals.reopen(
                    id,
                    "Their other supplier did not deliver; they called again.",
                    me,
                    on(story.since(), Hour.MOVES, me, cast));
    }

    private void ownSales(Cast cast) {
        var story = DealStory.OF_OUR_OWN_SALES;
        deals.register(
                new Registration(Origin.OWN_SALES, null, Part.SOURCED, story.details(30, cast.lead(), cast.today())),
                UUID.randomUUID(),
                cast.lead(),
                on(story.daysAgo(), Hour.REGISTERS, cast.lead(), cast));
    }

    /** At what hour of a working day something is done, so that what follows from another comes after it on the same day, too. */
    private enum Hour {
        REGISTERS(9, 20),
        DECIDES(14, 35),
        MOVES(15, 10),
        ENDS(16, 40);

        private final LocalTime time;

        Hour(int hour, int minute) {
            time = LocalTime.of(hour, minute);
        }
    }

    /** So many days ago or on the Friday before, but never in the future. */
    private Deed on(int daysAgo, Hour hour, SignedIn me, Cast cast) {
        var day = cast.today().minusDays(Math.max(0, daysAgo));
        while (day.getDayOfWeek().getValue() > 5) day = day.minusDays(1);
        var then = deals.then(me, day.atTime(hour.time).atZone(cast.zone()).toInstant());
        var now = deals.now(me);
        return then.at().isAfter(now.at()) ? now : then;
    }
}
