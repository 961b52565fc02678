package app.touchline.weekly;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.Coverage;
import app.touchline.cadence.PartnerCadence;
import app.touchline.mailbox.Freshness;

/**
 * The page: coverage per tier on a day, and who slipped, by name.
 *
 * @param day the last day that is counted
 * @param slipped the first rows of all that slipped: tier by tier, the longest silence first
 * @param snoozed the first rows of those past their window that are snoozed, listed beside; they count as they stand
 * @param snoozedByTier how many those are in all, by the tier's id
 * @param nextSteps by partner id, as they are now, whatever the day
 */
public record WeeklyRead(
        LocalDate day,
        LocalDate today,
        List<TierCard> cards,
        List<PartnerCadence> slipped,
        List<PartnerCadence> snoozed,
        Map<Long, Integer> snoozedByTier,
        Map<Long, NextStep> nextSteps,
        Freshness freshness) {

    public boolean now() {
        return day.equals(today);
    }

    public int week() {
        return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    public LocalDate weekBefore() {
        return day.minusWeeks(1);
    }

    /** Null where it would be in the future; the last step is to today. */
    public @Nullable LocalDate weekAfter() {
        if (now()) return null;
        return day.plusWeeks(1).isAfter(today) ? today : day.plusWeeks(1);
    }

    /** All that slipped and are not snoozed, in the tiers whose coverage is known on that day. */
    public int slippedInAll() {
        return pastWindow() - snoozedInAll();
    }

    public int snoozedInAll() {
        return snoozedByTier.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int snoozedIn(long tierId) {
        return snoozedByTier.getOrDefault(tierId, 0);
    }

    private int pastWindow() {
        return cards.stream()
                .map(TierCard::known)
                .mapToInt(known -> known == null ? 0 : known.coverage().slipped())
                .sum();
    }

    /** All tiers together, as far as they are known. */
    public Coverage together() {
        int inside = 0;
        int inCadence = 0;
        for (var card : cards) {
            var known = card.known();
            if (known == null) continue;
            inside += known.coverage().inside();
            inCadence += known.coverage().inCadence();
        }
        return new Coverage(inside, inCadence);
    }

    /** Nobody is in cadence in any tier, known or not. */
    public boolean empty() {
        return cards.stream().allMatch(card -> card.coverage().inCadence() == 0);
    }

    public boolean anyKnown() {
        return cards.stream().anyMatch(card -> card.known() != null);
    }

    public @Nullable NextStep nextStep(long partnerId) {
        return nextSteps.get(partnerId);
    }
}
