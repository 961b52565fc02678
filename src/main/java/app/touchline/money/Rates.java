package app.touchline.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * What a unit of each currency is worth in the programme's on one day: the rate of the latest day up to then.
 *
 * @param rates by code, without the programme's own
 */
public record Rates(LocalDate day, Currency programme, Map<String, BigDecimal> rates) {

    public Rates {
        rates = Map.copyOf(rates);
    }

    /**
     * A sum in the programme's currency: of amounts that were each rounded to its smallest coin, so that what a page lists adds
     * up to what it says below.
     *
     * @param withoutRate how many amounts are in a currency that has no rate, and are left out
     */
    public record Sum(Money money, int withoutRate) {}

    /** In the programme's currency; empty where there is no rate. */
    public Optional<Money> inProgramme(Money money) {
        if (money.currency().equals(programme)) return Optional.of(money);
        return Optional.ofNullable(rates.get(money.code())).map(rate -> money.at(rate, programme));
    }

    public Sum sum(Collection<Money> all) {
        var sum = Money.none(programme);
        var without = 0;
        for (var money : all) {
            var worth = inProgramme(money);
            if (worth.isPresent()) sum = sum.plus(worth.get());
            else without++;
        }
        return new Sum(sum, without);
    }
}
