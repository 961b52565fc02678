package app.touchline.cadence;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which partners of a day stand behind a number, in which order, and which page of them.
 *
 * @param cadence any of these; empty for all
 * @param restingOnHandNoted only those that are inside their window by nothing but touches noted by hand
 * @param page from 0
 */
public record PartnerFilter(
        @Nullable Long tierId,
        @Nullable Long ownerId,
        Set<CadenceStatus> cadence,
        boolean restingOnHandNoted,
        Order order,
        boolean descending,
        int page,
        int size) {

    /** What a list can be ordered by; partners that have no value come last either way. */
    public enum Order {
        NAME("lower(name)"),
        TIER("rank"),
        OWNER("lower(owner_name)"),
        LAST_TOUCH("last_touch_at"),
        /** Days since the last touch: most days first when descending. */
        DAYS("(cast(:day as date) - last_touch)"),
        DUE("anchor + window_days"),
        /** Days from the anchor: the longest silence first when descending. */
        SILENCE("(cast(:day as date) - anchor)");

        private final String expression;

        Order(String expression) {
            this.expression = expression;
        }

        String expression() {
            return expression;
        }
    }

    public static final PartnerFilter ALL = new PartnerFilter(null, null, Set.of(), false, Order.NAME, false, 0, 50);

    public PartnerFilter {
        cadence = Set.copyOf(cadence);
        if (page < 0 || size < 1) throw new IllegalArgumentException("page %d of %d rows".formatted(page, size));
    }

    public PartnerFilter with(CadenceStatus first, CadenceStatus... more) {
        return new PartnerFilter(
                tierId, ownerId, EnumSet.of(first, more), restingOnHandNoted, order, descending, page, size);
    }

    public PartnerFilter onlyRestingOnHandNoted() {
        return new PartnerFilter(tierId, ownerId, cadence, true, order, descending, page, size);
    }

    public PartnerFilter ownedBy(long memberId) {
        return new PartnerFilter(tierId, memberId, cadence, restingOnHandNoted, order, descending, page, size);
    }

    public PartnerFilter inTier(long tier) {
        return new PartnerFilter(tier, ownerId, cadence, restingOnHandNoted, order, descending, page, size);
    }

    public PartnerFilter orderedBy(Order by, boolean downwards) {
        return new PartnerFilter(tierId, ownerId, cadence, restingOnHandNoted, by, downwards, page, size);
    }

    /** The page with this number, from 0, of so many rows each. */
    public PartnerFilter page(int number, int rows) {
        return new PartnerFilter(tierId, ownerId, cadence, restingOnHandNoted, order, descending, number, rows);
    }
}
