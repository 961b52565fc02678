package app.touchline.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.deal.Deal;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealKind;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Details;
import app.touchline.deal.LostReasons;
import app.touchline.deal.Part;
import app.touchline.deal.Share;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.money.Money;
import app.touchline.money.MoneyReader;
import app.touchline.money.MoneyRecords;
import app.touchline.money.Rates;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerMerging;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of deals and of what they add up to, beside the deals themselves, whatever happens to them. */
@TouchlineTest
class DealSumsTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "USD", "JPY", "KWD", "ISK");

    @Autowired
    PipelineReader reader;

    @Autowired
    ForecastReader forecasts;

    @Autowired
    DealSums sums;

    @Autowired
    DealValuation valuation;

    @Autowired
    Deals deals;

    @Autowired
    DealRecords records;

    @Autowired
    DealDecisions decisions;

    @Autowired
    LostReasons reasons;

    @Autowired
    MoneyReader money;

    @Autowired
    MoneyRecords moneyRecords;

    @Autowired
    PartnerRecords partnerRecords;

    @Autowired
    PartnerMerging merging;

    @Autowired
    PartnerSamples partners;

    @Autowired
    DealSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(23);
    private final List<Long> types = new ArrayList<>();
    private final List<Partner> ours = new ArrayList<>();
    private final List<Long> made = new ArrayList<>();
    private SignedIn lead;
    private SignedIn other;

    @BeforeEach
    void programme() {
        lead = team.opsLead().signedIn();
        other = team.opsLead().signedIn();
        for (var i = 0; i < 2; i++)
            types.add(jdbc.sql("insert into partner_type (name) values (:name) returning id")
                    .param("name", PartnerSamples.name("Type"))
                    .query(Long.class)
                    .single());
        for (var i = 0; i < 5; i++) {
            var partner = partners.partner(PartnerSamples.name("Summed"), 1 + i % 3, lead.id(), null);
            ours.add(partner);
            typed(partner, types.get(i % 2));
        }
        rate("USD", LocalDate.of(2026, 1, 1), "0.9");
        rate("JPY", LocalDate.of(2026, 2, 1), "0.0061");
        rate("KWD", LocalDate.of(2026, 3, 1), "2.8333333");
    }

    @AfterEach
    void inEuros() {
        moneyRecords.addUpIn(Currency.getInstance("EUR"), PartnerSamples.ADMIN.who());
    }

    private void typed(Partner partner, long type) {
        jdbc.sql("update partner set type_id = :type where id = :id")
                .param("type", type)
                .param("id", partner.id())
                .update();
    }

    private void rate(String currency, LocalDate since, String rate) {
        if (!money.programme().getCurrencyCode().equals(currency))
            moneyRecords.rate(Currency.getInstance(currency), since, new BigDecimal(rate), PartnerSamples.ADMIN.who());
    }

    @Test
    void whateverHappensTheSumsAreWhatTheDealsAddUpTo() {
        var refused = 0;
        for (var step = 1; step <= 160; step++) {
            try {
                happens();
            } catch (Refused notNow) {
                refused++;
            }
            if (step % 20 == 0) {
                if (random.nextInt(3) > 0) valuation.keep(TODAY);
                asTheDealsSay(TODAY);
            }
        }
        assertThat(refused).isLessThan(80);
        valuation.keep(TODAY);
        asTheDealsSay(TODAY);
        merging.merge(ours.get(3).id(), ours.get(0).id(), PartnerSamples.ADMIN);
        asTheDealsSay(TODAY);
        sums.fold();
        asTheDealsSay(TODAY);
        assertThat(jdbc.sql("select count(*) from deal_sum_change")
                        .query(Integer.class)
                        .single())
                .isZero();
        for (var phase : Phase.values())
            assertThat(reader.list(question("phase", PipelineQuestion.written(phase)), TODAY)
                            .sum()
                            .deals())
                    .as(phase.name())
                    .isPositive();
    }

    @Test
    void aRateThatBeginsLaterCountsFromThatDay() {
        for (var i = 0; i < 40; i++) register();
        rate("USD", TODAY.plusDays(3), "0.5");
        valuation.keep(TODAY);
        assertThat(valuation.holdsOn(TODAY.plusDays(2))).isTrue();
        assertThat(valuation.holdsOn(TODAY.plusDays(3))).isFalse();
        for (var day = 0; day < 5; day++) asTheDealsSay(TODAY.plusDays(day));
        valuation.keep(TODAY.plusDays(3));
        assertThat(valuation.holdsOn(TODAY.plusDays(2))).isFalse();
        for (var day = 0; day < 5; day++) asTheDealsSay(TODAY.plusDays(day));
        moneyRecords.removeRate(Currency.getInstance("USD"), TODAY.plusDays(3), PartnerSamples.ADMIN.who());
    }

    @Test
    void whatWasWrittenOverByHandIsFoundAndPutRight() {
        for (var i = 0; i < 20; i++) register();
        sums.check();
        for (var what : List.of("parts of partners in deals", "worths of deals", "sums of deals"))
            assertThat(differing(what)).as(what).isZero();
        sums.fold();
        jdbc.sql("update deal_sum set deals = deals + 3, won_sourced = won_sourced + 1 where type_id = :type")
                .param("type", types.getFirst())
                .update();
        jdbc.sql("update deal_part set amount = amount + 1 where deal_id = :id")
                .param("id", made.getFirst())
                .update();
        jdbc.sql("update deal_worth set in_programme = 1, tier_id = null where deal_id = :id")
                .param("id", made.getFirst())
                .update();
        jdbc.sql("delete from deal_worth where deal_id = :id")
                .param("id", made.getLast())
                .update();
        sums.check();
        for (var what : List.of("parts of partners in deals", "worths of deals", "sums of deals"))
            assertThat(differing(what)).as(what).isPositive();
        asTheDealsSay(TODAY);
        jdbc.sql("delete from stored_number_check where what like '%deals'").update();
    }

    private int differing(String what) {
        return jdbc.sql("select differing from stored_number_check where what = :what")
                .param("what", what)
                .query(Integer.class)
                .single();
    }

    @Test
    void whileManyWriteAtOnceNothingIsLost() throws Exception {
        for (var i = 0; i < 12; i++) register();
        var done = new AtomicInteger();
        var work = new ArrayList<Callable<Void>>();
        for (var writer = 0; writer < 5; writer++) {
            var own = new Random(100 + writer);
            var kind = writer;
            work.add(() -> {
                for (var turn = 0; turn < 25; turn++) {
                    try {
                        writes(kind, own);
                        done.incrementAndGet();
                    } catch (ConcurrencyFailureException | Refused again) {
                        continue;
                    }
                }
                return null;
            });
        }
        try (var people = Executors.newFixedThreadPool(work.size())) {
            for (var one : people.invokeAll(work)) one.get();
        }
        assertThat(done).hasValueGreaterThan(80);
        valuation.keep(TODAY);
        asTheDealsSay(TODAY);
    }

    private void writes(int kind, Random own) {
        var id = made.get(own.nextInt(made.size()));
        switch (kind) {
            case 0 -> typed(ours.get(own.nextInt(ours.size())), types.get(own.nextInt(2)));
            case 1 ->
                partnerRecords.moveTo(
                        ours.get(own.nextInt(ours.size())).id(),
                        partners.tier(1 + own.nextInt(3)).id(),
                        TODAY,
                        PartnerSamples.ADMIN);
            case 2 -> {
                if (own.nextInt(3) == 0) rate("USD", LocalDate.of(2026, 5, 1), "0." + (1 + own.nextInt(9)));
                sums.fold();
                valuation.keep(TODAY);
            }
            default ->
                transaction.executeWithoutResult(status -> {
                    correct(deals.findById(id).orElseThrow(), own);
                    if (own.nextInt(4) == 0) status.setRollbackOnly();
                });
        }
    }

    /** Something, to one of the deals or to what they rest on. */
    private void happens() {
        if (made.size() < 8 || random.nextInt(4) == 0) {
            register();
            return;
        }
        var deal = deals.findById(made.get(random.nextInt(made.size()))).orElseThrow();
        var id = deal.id();
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                if (deal.standing() == Standing.WAITING) decide(id);
                else move(deal);
            }
            case 3, 4, 5 -> move(deal);
            case 6 -> correct(deal, random);
            case 7 -> records.handTo(id, deal.ownerId() == lead.id() ? other.id() : lead.id(), lead, records.now(lead));
            case 8 -> share(deal);
            case 9 ->
                partnerRecords.moveTo(
                        any(ours).id(), partners.tier(1 + random.nextInt(3)).id(), TODAY, PartnerSamples.ADMIN);
            case 10 -> typed(any(ours), any(types));
            case 11 ->
                rate(
                        any(List.of("USD", "JPY", "ISK")),
                        TODAY.minusDays(random.nextInt(200)),
                        "0." + (1 + random.nextInt(999)));
            case 12 ->
                moneyRecords.addUpIn(
                        Currency.getInstance(any(List.of("EUR", "USD", "EUR", "JPY"))), PartnerSamples.ADMIN.who());
            case 13 -> sums.fold();
            case 14 -> {
                made.remove(id);
                jdbc.sql("delete from deal where id = :id").param("id", id).update();
            }
            default ->
                transaction.executeWithoutResult(status -> {
                    correct(deal, random);
                    status.setRollbackOnly();
                });
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void register() {
        var currency = Currency.getInstance(any(CURRENCIES));
        var details =
                worth(DealSamples.details(DealSamples.customer(), lead.id()), money(currency, random), close(random));
        var deal = samples.registered(random.nextInt(12) == 0 ? null : any(ours).id(), details, lead);
        made.add(deal.id());
        if (deal.standing() == Standing.WAITING && random.nextInt(4) > 0) decide(deal.id());
    }

    private void decide(long id) {
        switch (random.nextInt(8)) {
            case 0 -> decisions.decline(id, "No.", lead, records.now(lead));
            case 1 -> records.withdraw(id, "No longer.", lead, records.now(lead));
            default -> decisions.approve(id, "", lead, records.now(lead));
        }
    }

    private void move(Deal deal) {
        if (deal.stage().closed()) {
            records.reopen(deal.id(), "They came back.", lead, records.now(lead));
            return;
        }
        var next = any(java.util.Arrays.stream(Stage.values())
                .filter(deal.stage()::leadsTo)
                .toList());
        var on = TODAY.minusDays(random.nextInt(60));
        switch (next) {
            case CLOSED_WON ->
                records.win(deal.id(), money(deal.value().currency(), random), on, lead, records.now(lead));
            case CLOSED_LOST ->
                records.lose(deal.id(), reasons.offered().getFirst().id(), "", on, lead, records.now(lead));
            default -> records.moveTo(deal.id(), next, lead, records.now(lead));
        }
    }

    private void correct(Deal deal, Random by) {
        records.correct(
                deal.id(),
                worth(deal.details(), money(deal.value().currency(), by), close(by)),
                lead,
                records.now(lead));
    }

    private void share(Deal deal) {
        var partnerId = deal.partnerId();
        if (partnerId == null) return;
        var with =
                ours.stream().filter(one -> one.id() != partnerId).findFirst().orElseThrow();
        var percent = random.nextBoolean() ? BigDecimal.valueOf(1 + random.nextInt(9_998), 2) : null;
        records.share(
                deal.id(),
                List.of(
                        new Share(
                                partnerId,
                                random.nextBoolean() ? Part.SOURCED : Part.INFLUENCED,
                                percent == null ? null : BigDecimal.valueOf(100).subtract(percent)),
                        new Share(with.id(), Part.INFLUENCED, percent)),
                lead,
                records.now(lead));
    }

    private static Money money(Currency currency, Random by) {
        return new Money(BigDecimal.valueOf(1 + by.nextInt(90_000_000), currency.getDefaultFractionDigits()), currency);
    }

    private static LocalDate close(Random by) {
        return LocalDate.of(2026, 9, 1).plusDays(by.nextInt(500));
    }

    private static Details worth(Details like, Money value, LocalDate close) {
        return new Details(
                like.customer(),
                value,
                close,
                like.products(),
                like.description(),
                DealKind.NEW_BUSINESS,
                null,
                null,
                like.ownerId(),
                "");
    }

    private PipelineQuestion question(String... asked) {
        var all = new HashMap<String, String>();
        for (var at = 0; at < asked.length; at += 2) all.put(asked[at], asked[at + 1]);
        return PipelineQuestion.of(all);
    }

    private List<PipelineQuestion> questions() {
        var all = new ArrayList<PipelineQuestion>();
        for (var type : types) {
            all.add(question("type", "" + type));
            all.add(question("type", "" + type, "part", "sourced", "phase", "all"));
            all.add(question("type", "" + type, "part", "influenced"));
            all.add(question("type", "" + type, "stalled", "yes"));
            all.add(question("type", "" + type, "phase", "won"));
            all.add(question("type", "" + type, "month", "2026-12", "phase", "all"));
            all.add(question("type", "" + type, "stage", "qualified"));
            for (var rank = 1; rank <= 3; rank++)
                all.add(question(
                        "type", "" + type, "tier", "" + partners.tier(rank).id()));
        }
        all.add(question());
        all.add(question("phase", "all"));
        all.add(question("owner", "" + other.id()));
        all.add(question("partner", "" + ours.getFirst().id()));
        return all;
    }

    private void asTheDealsSay(LocalDate today) {
        assertThat(kept("deal_worth_now", "deal_worth")).as("of each deal").isZero();
        assertThat(kept("deal_part_now", "deal_part")).as("of each part").isZero();
        for (var question : questions()) {
            var cards = new ArrayList<DealCard>();
            reader.each(question, today, 500, cards::addAll);
            assertThat(reader.list(question, today).sum())
                    .as(question.in("/list"))
                    .isEqualTo(sum(cards, today));
            if (question.phase() != Phase.OPEN || question.stage() != null || question.month() != null) continue;
            for (var column : reader.board(question, today).open())
                assertThat(column.sum())
                        .as(question.in("") + " " + column.stage())
                        .isEqualTo(sum(
                                cards.stream()
                                        .filter(card -> card.stage() == column.stage())
                                        .toList(),
                                today));
            var months = forecasts.of(question, today).lines();
            for (var line : months)
                if (line.month() != null && !line.month().isBefore(YearMonth.from(today)))
                    assertThat(line.open())
                            .as(question.in("/forecast") + " " + line.words())
                            .isEqualTo(sum(
                                            cards.stream()
                                                    .filter(card -> YearMonth.from(card.expectedClose())
                                                            .equals(line.month()))
                                                    .toList(),
                                            today)
                                    .worth());
        }
    }

    /** In how many rows what is kept differs from what follows from the deals, as long as it holds. */
    private int kept(String derived, String kept) {
        if (jdbc.sql("select day is null from deal_valuation")
                .query(Boolean.class)
                .single()) return 0;
        return jdbc.sql("""
                select count(*) from (
                    (select * from %1$s except select * from %2$s) union all
                    (select * from %2$s except select * from %1$s)) other
                """.formatted(derived, kept)).query(Integer.class).single();
    }

    private Sum sum(List<DealCard> cards, LocalDate today) {
        var rates = money.on(today);
        var none = Money.none(rates.programme());
        var worth = new SideBySide(none, none);
        var without = 0;
        for (var card : cards) {
            worth = worth.plus(new SideBySide(in(rates, card.sourced(), none), in(rates, card.influenced(), none)));
            if (rates.inProgramme(card.worth()).isEmpty()) without++;
        }
        var stalled = cards.stream().filter(card -> card.stalled(today)).count();
        return new Sum(cards.size(), (int) stalled, worth, without);
    }

    private static Money in(Rates rates, @Nullable Money amount, Money none) {
        return amount == null ? none : rates.inProgramme(amount).orElse(none);
    }
}
