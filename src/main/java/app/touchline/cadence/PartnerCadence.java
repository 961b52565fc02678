package app.touchline.cadence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.ProgrammeStatus;

/**
 * A partner against its window on a day. All dates are in the programme's zone.
 *
 * @param day the day asked about
 * @param lastTouchAt the newest counted touch up to the end of that day; empty if never touched
 * @param lastTouch its date
 * @param anchor the later of the last touch's date and the date the partner last entered cadence; empty when it is not
 *     in cadence
 * @param snoozed a label beside the status: it counts as it stands
 */
public record PartnerCadence(
        long partnerId,
        String name,
        TierWindow tier,
        @Nullable Long ownerId,
        @Nullable String ownerName,
        ProgrammeStatus status,
        LocalDate day,
        @Nullable Instant lastTouchAt,
        @Nullable LocalDate lastTouch,
        @Nullable LocalDate anchor,
        @Nullable Snoozed snoozed) {

    public CadenceStatus cadence() {
        return CadenceStatus.of(anchor, tier.windowDays(), tier.leadDays(), day);
    }

    /** The last day inside the window: anchor + window. Empty when not in cadence. */
    public @Nullable LocalDate due() {
        return anchor == null ? null : anchor.plusDays(tier.windowDays());
    }

    /** Calendar days from the last touch to the day; empty if never touched. */
    public OptionalInt daysSinceTouch() {
        return daysSince(lastTouch);
    }

    /** The days that are held against the window: from the anchor to the day. Empty when not in cadence. */
    public OptionalInt daysSinceAnchor() {
        return daysSince(anchor);
    }

    /** Days past the due date; zero while inside the window or not in cadence. */
    public int daysLate() {
        return Math.max(0, daysSinceAnchor().orElse(0) - tier.windowDays());
    }

    public boolean neverTouched() {
        return lastTouch == null;
    }

    public long tierId() {
        return tier.tierId();
    }

    public String tierName() {
        return tier.name();
    }

    public int tierRank() {
        return tier.rank();
    }

    public int windowDays() {
        return tier.windowDays();
    }

    public int leadDays() {
        return tier.leadDays();
    }

    private OptionalInt daysSince(@Nullable LocalDate date) {
        return date == null ? OptionalInt.empty() : OptionalInt.of((int) ChronoUnit.DAYS.between(date, day));
    }
}
