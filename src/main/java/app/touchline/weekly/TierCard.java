package app.touchline.weekly;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import app.touchline.cadence.Coverage;
import app.touchline.cadence.CoverageOn;
import app.touchline.cadence.TierCoverage;
import app.touchline.cadence.TierWindow;

/**
 * One tier's number as the weekly read shows it.
 *
 * @param weekBefore its coverage seven days earlier; null where that is not known
 */
public record TierCard(TierCoverage coverage, @Nullable Coverage weekBefore, Sparkline line) {

    /** @param weeks oldest first, the last being the day shown */
    static TierCard of(TierCoverage coverage, List<CoverageOn> weeks) {
        var tier = coverage.tier().tierId();
        return new TierCard(
                coverage,
                weeks.size() < 2 ? null : weeks.get(weeks.size() - 2).known().get(tier),
                new Sparkline(weeks.stream()
                        .map(week -> percent(week.known().get(tier)))
                        .toList()));
    }

    private static OptionalInt percent(@Nullable Coverage coverage) {
        return coverage == null ? OptionalInt.empty() : coverage.percent();
    }

    public TierWindow tier() {
        return coverage.tier();
    }

    /** Null when the number is not known on that day. */
    public TierCoverage.@Nullable Known known() {
        return coverage instanceof TierCoverage.Known known ? known : null;
    }

    /** The first day on which the number is known; null when it is known. */
    public @Nullable LocalDate notKnownBefore() {
        return coverage instanceof TierCoverage.NotKnown notKnown ? notKnown.from() : null;
    }

    /** "92%", "none" where nobody is in cadence, "not known". */
    public String number() {
        return switch (coverage) {
            case TierCoverage.Known known ->
                known.percent().isPresent() ? known.percent().getAsInt() + "%" : "none";
            case TierCoverage.NotKnown _ -> "not known";
        };
    }

    /** How the percentage moved within the week: "+4 points since a week before". */
    public String change() {
        if (coverage.percent().isEmpty()) return "";
        if (weekBefore == null) return "not known a week before";
        if (weekBefore.percent().isEmpty()) return "nobody in cadence a week before";
        var points = coverage.percent().getAsInt() - weekBefore.percent().getAsInt();
        if (points == 0) return "as a week before";
        return "%s%d %s since a week before"
                .formatted(points > 0 ? "+" : "−", Math.abs(points), Math.abs(points) == 1 ? "point" : "points");
    }

    /** "rose", "fell" or "stayed": status is never colour alone. */
    public String direction() {
        return change().startsWith("+") ? "rose" : change().startsWith("−") ? "fell" : "stayed";
    }
}
