package app.touchline.deal;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Refused;

/**
 * The part of a partner in a deal.
 *
 * @param percent of the money; null where the parts of this deal are no money
 */
public record Share(long partnerId, Part part, @Nullable BigDecimal percent) {

    /** Who sourced it first. */
    static final Comparator<Share> IN_ORDER = Comparator.comparing(Share::part).thenComparingLong(Share::partnerId);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Share {
        percent = percent == null ? null : percent.stripTrailingZeros();
        if (percent != null && (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0 || percent.scale() > 2))
            throw new Refused("shares", "A share is between 0.01 and 100 percent, with at most two decimals.");
    }

    /** As that of the partner whose deal it is: what we passed on to it, it did not source, whatever part it had before. */
    Share of(Origin origin) {
        return origin.allows(part) ? this : new Share(partnerId, origin.usualPart(), percent);
    }

    /**
     * "Acme sourced 60%"; "Acme sourced" where the parts are no money.
     *
     * @param partner the partner's name
     */
    public String words(String partner) {
        var has = partner + " " + part.words().toLowerCase(Locale.ROOT);
        return percent == null ? has : "%s %s%%".formatted(has, percent.toPlainString());
    }

    /** @param registrant the partner whose deal it is; null for our own sales */
    static void check(List<Share> shares, @Nullable Long registrant, Origin origin) {
        if (shares.stream().filter(share -> share.part() == Part.SOURCED).count() > 1)
            throw new Refused("shares", "One partner sourced a deal; the others influenced it.");
        if (shares.stream().map(Share::partnerId).distinct().count() < shares.size())
            throw new Refused("shares", "Each partner has one part in a deal.");
        if (registrant != null && shares.stream().noneMatch(share -> share.partnerId() == registrant))
            throw new Refused("shares", "The partner whose deal it is has a part in it.");
        if (registrant != null
                && shares.stream().anyMatch(share -> share.partnerId() == registrant && !origin.allows(share.part())))
            throw new Refused("shares", Origin.NOT_ITS_PART);
        var percents =
                shares.stream().map(Share::percent).filter(Objects::nonNull).toList();
        if (percents.isEmpty()) return;
        var sum = percents.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (percents.size() < shares.size())
            throw new Refused("shares", "Either every partner has a share of the money or none has.");
        if (sum.compareTo(HUNDRED) != 0)
            throw new Refused(
                    "shares",
                    "The shares make %s percent together; they make 100 or are left empty."
                            .formatted(sum.toPlainString()));
    }

    /**
     * What of the value each has: with percentages parts that add up to it to the cent, without them the whole each. Sourced
     * and influenced are then added up apart.
     *
     * @return in the order of the shares
     */
    public static List<Money> of(Money value, List<Share> shares) {
        var percents =
                shares.stream().map(Share::percent).filter(Objects::nonNull).toList();
        return percents.isEmpty() ? shares.stream().map(share -> value).toList() : value.split(percents);
    }
}
