package app.touchline.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.deal.Closing;
import app.touchline.deal.Customer;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealKind;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.deal.Details;
import app.touchline.deal.LostReasons;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.Registration;
import app.touchline.deal.Share;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.Measure;
import app.touchline.money.Money;
import app.touchline.money.MoneyReader;
import app.touchline.money.MoneyRecords;
import app.touchline.pipeline.Forecast.When;
import app.touchline.team.SignedIn;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The forecast and what partners have in deals, to the cent against a slow reckoning in Java, over currencies, rates and shares. */
@TouchlineTest
class ForecastTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "USD", "JPY", "KWD", "ISK");

    @Autowired
    ForecastReader forecasts;

    @Autowired
    PartnerDealsReader partnerDeals;

    @Autowired
    FiguresReader figures;

    @Autowired
    DealValuation valuation;

    @Autowired
    StageRules rules;

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
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(11);
    private final Map<YearMonth, Set<Long>> putOff = new HashMap<>();

    private record Seen(
            Standing standing,
            Stage stage,
            Money value,
            LocalDate expectedClose,
            @Nullable Closing closing,
            List<Share> shares) {

        Money worth() {
            var won = closing == null ? null : closing.value();
            return won == null ? value : Money.stored(won, value.code());
        }

        LocalDate day() {
            return closing == null ? TODAY : closing.on();
        }

        boolean open() {
            return standing == Standing.APPROVED && closing == null;
        }

        @Nullable
        Money of(Part part, @Nullable Long partnerId) {
            var moneys = Share.of(worth(), shares);
            @Nullable Money sum = null;
            for (var at = 0; at < shares.size(); at++) {
                var share = shares.get(at);
                if (share.part() != part || partnerId != null && share.partnerId() != partnerId) continue;
                sum = sum == null ? moneys.get(at) : sum.plus(moneys.get(at));
            }
            return sum == null || sum.compareTo(worth()) <= 0 ? sum : worth();
        }
    }

    @BeforeEach
    void rates() {
        rate("USD", LocalDate.of(2026, 1, 1), "0.9");
        rate("USD", LocalDate.of(2026, 10, 2), "0.876543210987");
        rate("JPY", LocalDate.of(2026, 2, 1), "0.0061");
        rate("JPY", LocalDate.of(2026, 11, 1), "0.00587");
        rate("KWD", LocalDate.of(2026, 3, 1), "2.8333333");
    }

    private void rate(String currency, LocalDate since, String rate) {
        if (!money.programme().getCurrencyCode().equals(currency))
            moneyRecords.rate(Currency.getInstance(currency), since, new BigDecimal(rate), PartnerSamples.ADMIN.who());
    }

    @Test
    void everyNumberIsWhatASlowReckoningSays() {
        var lead = team.opsLead().signedIn();
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 4; i++)
            ids.add(partners.tierOne(PartnerSamples.name("Forecast")).id());
        var made = new ArrayList<Long>();
        for (var i = 0; i < 70; i++) made.add(deal(ids, lead));
        var seen = new ArrayList<Seen>();
        for (var id : made) transaction.executeWithoutResult(status -> seen.add(seen(id)));

        var byOwner = PipelineQuestion.of(Map.of("owner", "" + lead.id()));
        var byType = PipelineQuestion.of(Map.of("type", "" + typeOf(ids)));
        for (var kept : List.of(false, true)) {
            if (kept) {
                valuation.go();
                assertThat(jdbc.sql("select day is not null from deal_valuation")
                                .query(Boolean.class)
                                .single())
                        .isTrue();
                valuation.keep(TODAY);
            } else jdbc.sql("update deal_valuation set day = null").update();
            asTheSlowReckoningSays(forecasts.of(byOwner, TODAY), seen);
            asTheSlowReckoningSays(forecasts.of(byType, TODAY), seen);
        }
        for (var id : ids) asTheSlowReckoningSays(id, seen);
    }

    /** A type of partner that only these have. */
    private long typeOf(List<Long> partnerIds) {
        var type = jdbc.sql("insert into partner_type (name) values (:name) returning id")
                .param("name", PartnerSamples.name("Type"))
                .query(Long.class)
                .single();
        jdbc.sql("update partner set type_id = :type where id = any(:partners)")
                .param("type", type)
                .param("partners", partnerIds.toArray(Long[]::new))
                .update();
        return type;
    }

    private void asTheSlowReckoningSays(Forecast forecast, List<Seen> seen) {
        assertThat(forecast.lines()).filteredOn(line -> line.openDeals() > 0).hasSizeGreaterThan(5);
        assertThat(forecast.total().wonDeals()).isPositive();
        assertThat(forecast.total().slipped()).isPositive();
        for (var line : forecast.lines()) {
            var open = seen.stream()
                    .filter(Seen::open)
                    .filter(deal -> isIn(line, YearMonth.from(deal.expectedClose())))
                    .toList();
            assertThat(line.openDeals()).as(line.words()).isEqualTo(open.size());
            assertThat(line.open()).as(line.words()).isEqualTo(sum(open));
            assertThat(line.weighted()).as("weighted " + line.words()).isEqualTo(likely(open));
            var won = seen.stream()
                    .filter(deal -> deal.stage() == Stage.CLOSED_WON
                            && YearMonth.from(deal.day()).equals(line.month()))
                    .toList();
            assertThat(line.wonDeals()).as(line.words()).isEqualTo(won.size());
            assertThat(line.closed()).as("won " + line.words()).isEqualTo(sum(won));
            if (line.month() != null)
                assertThat(line.slipped())
                        .as("put off " + line.words())
                        .isEqualTo(putOff.getOrDefault(line.month(), Set.of()).size());
        }
    }

    private void asTheSlowReckoningSays(long partnerId, List<Seen> seen) {
        var found = partnerDeals.of(partnerId, TODAY);
        var open = seen.stream().filter(Seen::open).toList();
        var won = seen.stream().filter(deal -> deal.stage() == Stage.CLOSED_WON).toList();
        assertThat(found.open().sourced()).isEqualTo(sum(open, Part.SOURCED, partnerId));
        assertThat(found.open().influenced()).isEqualTo(sum(open, Part.INFLUENCED, partnerId));
        assertThat(found.won().sourced()).isEqualTo(sum(won, Part.SOURCED, partnerId));
        assertThat(found.won().influenced()).isEqualTo(sum(won, Part.INFLUENCED, partnerId));
        var told = figures.of(partnerId, TODAY);
        assertThat(told.of(Measure.CLOSED_WON).amount())
                .isEqualByComparingTo(found.won().sourced().amount());
        assertThat(told.of(Measure.PIPELINE_VALUE).amount())
                .isEqualByComparingTo(found.open().sourced().amount());
        var sourced = seen.stream().filter(deal -> deal.of(Part.SOURCED, partnerId) != null);
        assertThat(told.of(Measure.DEALS_BROUGHT_IN).amount())
                .isEqualByComparingTo(BigDecimal.valueOf(
                        sourced.filter(deal -> !deal.standing().over()).count()));
    }

    private static boolean isIn(Forecast.Line line, YearMonth month) {
        var now = YearMonth.from(TODAY);
        if (line.when() == When.OVERDUE) return month.isBefore(now);
        if (line.when() == When.LATER) return month.isAfter(now.plusMonths(ForecastReader.AHEAD));
        return !month.isBefore(now) && month.equals(line.month());
    }

    private SideBySide sum(List<Seen> some) {
        var sum = SideBySide.none(money.programme());
        for (var deal : some)
            sum = sum.plus(new SideBySide(
                    worth(deal, deal.of(Part.SOURCED, null)), worth(deal, deal.of(Part.INFLUENCED, null))));
        return sum;
    }

    private SideBySide likely(List<Seen> some) {
        var sum = SideBySide.none(money.programme());
        for (var rule : rules.all()) {
            var inStage = sum(
                    some.stream().filter(deal -> deal.stage() == rule.stage()).toList());
            var percent = BigDecimal.valueOf(rule.probability());
            sum = sum.plus(new SideBySide(
                    inStage.sourced().percent(percent), inStage.influenced().percent(percent)));
        }
        return sum;
    }

    private Money sum(List<Seen> some, Part part, long partnerId) {
        var sum = Money.none(money.programme());
        for (var deal : some) sum = sum.plus(worth(deal, deal.of(part, partnerId)));
        return sum;
    }

    private Money worth(Seen deal, @Nullable Money amount) {
        var none = Money.none(money.programme());
        return amount == null ? none : money.on(deal.day()).inProgramme(amount).orElse(none);
    }

    private Seen seen(long id) {
        var deal = deals.findById(id).orElseThrow();
        return new Seen(
                deal.standing(),
                deal.stage(),
                deal.value(),
                deal.details().expectedClose(),
                deal.progress().closing(),
                deal.shares());
    }

    private long deal(List<Long> ids, SignedIn lead) {
        var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
        var value = money(currency);
        var close = day(LocalDate.of(2026, 8, 1), 560);
        var partnerId = ids.get(random.nextInt(ids.size()));
        var part = random.nextInt(4) == 0 ? Part.INFLUENCED : Part.SOURCED;
        var id = records.register(
                        new Registration(Origin.PARTNER, partnerId, part, details(value, close, lead)),
                        UUID.randomUUID(),
                        lead,
                        records.now(lead))
                .id();
        if (random.nextBoolean()) share(id, ids, partnerId, lead);
        if (random.nextInt(10) == 0) return id;
        if (random.nextInt(10) == 0) {
            decisions.decline(id, "No.", lead, records.now(lead));
            return id;
        }
        decisions.approve(id, "", lead, records.now(lead));
        if (random.nextInt(3) == 0) {
            var moved = close.plusDays(random.nextInt(120) - 40L);
            records.correct(
                    id,
                    details(value, moved, lead, deals.findById(id).orElseThrow().details()),
                    lead,
                    records.now(lead));
            var from = YearMonth.from(close);
            var now = YearMonth.from(TODAY);
            if (YearMonth.from(moved).isAfter(from)
                    && !from.isBefore(now.minusMonths(ForecastReader.BACK))
                    && !from.isAfter(now.plusMonths(ForecastReader.AHEAD)))
                putOff.computeIfAbsent(from, _ -> new HashSet<>()).add(id);
        }
        for (var moves = random.nextInt(3); moves > 0; moves--) {
            var next = deals.findById(id).orElseThrow().stage().next();
            if (!next.isEmpty()) records.moveTo(id, next.get(random.nextInt(next.size())), lead, records.now(lead));
        }
        var winnable = deals.findById(id).orElseThrow().stage().leadsTo(Stage.CLOSED_WON);
        if (winnable && random.nextInt(2) == 0)
            records.win(id, money(currency), day(LocalDate.of(2026, 8, 1), 108), lead, records.now(lead));
        else if (random.nextInt(8) == 0)
            records.lose(id, reasons.offered().getFirst().id(), "", TODAY, lead, records.now(lead));
        return id;
    }

    private void share(long id, List<Long> ids, long partnerId, SignedIn lead) {
        var others = ids.stream()
                .filter(other -> other != partnerId)
                .limit(1 + random.nextInt(3))
                .toList();
        var withMoney = random.nextBoolean();
        var left = 10_000;
        var shares = new ArrayList<Share>();
        for (var other : others) {
            var some = 1 + random.nextInt(3_000);
            left -= some;
            shares.add(new Share(other, Part.INFLUENCED, withMoney ? BigDecimal.valueOf(some, 2) : null));
        }
        var first = random.nextInt(3) == 0 ? Part.INFLUENCED : Part.SOURCED;
        shares.add(new Share(partnerId, first, withMoney ? BigDecimal.valueOf(left, 2) : null));
        records.share(id, shares, lead, records.now(lead));
    }

    private Money money(Currency currency) {
        return new Money(
                BigDecimal.valueOf(1 + random.nextInt(90_000_000), currency.getDefaultFractionDigits()), currency);
    }

    private LocalDate day(LocalDate from, int days) {
        return from.plusDays(random.nextInt(days));
    }

    private static Details details(Money value, LocalDate close, SignedIn owner) {
        return details(value, close, owner, DealSamples.details(DealSamples.customer(), owner.id()));
    }

    private static Details details(Money value, LocalDate close, SignedIn owner, Details like) {
        Customer customer = like.customer();
        return new Details(
                customer,
                value,
                close,
                like.products(),
                like.description(),
                DealKind.NEW_BUSINESS,
                null,
                null,
                owner.id(),
                "");
    }

    @Test
    void theDatabaseKnowsTheSmallestCoinOfEveryCurrency() {
        var coins = new HashMap<String, Integer>();
        jdbc.sql("select currency, decimals from currency_coin").query(row -> {
            coins.put(row.getString("currency"), row.getInt("decimals"));
        });
        for (var currency : app.touchline.money.Amount.currencies())
            assertThat(coins.getOrDefault(currency.getCurrencyCode(), 2))
                    .as(currency.getCurrencyCode())
                    .isEqualTo(currency.getDefaultFractionDigits());
    }

    @Test
    void whatIsKeptOfEveryDealIsWhatFollowsFromIt() {
        valuation.keep(TODAY);
        assertThat(jdbc.sql("""
                select count(*) from (
                    (select * from deal_worth_now except select * from deal_worth) union all
                    (select * from deal_worth except select * from deal_worth_now)) other
                """).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("""
                select count(*) from (
                    (select * from deal_part_now except select * from deal_part) union all
                    (select * from deal_part except select * from deal_part_now)) other
                """).query(Integer.class).single()).isZero();
    }
}
