package app.touchline.weekly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.Silence;
import app.touchline.ninetyday.TestProgress;
import app.touchline.pipeline.OpenDeals;
import app.touchline.reading.Decision;
import app.touchline.reading.Decision.Kind;

/**
 * A partner that slipped, or about which the read decided something, with what to know before deciding.
 *
 * @param deals what it has in the pipeline; null: nothing
 * @param slips past its window now and not snoozed
 */
public record SlippedRow(
        PartnerCadence cadence,
        boolean slips,
        String blockers,
        @Nullable NextStep next,
        @Nullable TestProgress test,
        @Nullable Silence silence,
        @Nullable OpenDeals deals,
        @Nullable Decision decision) {

    public long partnerId() {
        return cadence.partnerId();
    }

    /** What can be decided, and whether it is what was decided last. */
    public record Act(Kind kind, boolean chosen) {

        public String words() {
            return kind.words();
        }

        public String code() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        /** On the keyboard. */
        public String key() {
            return code().substring(0, 1);
        }
    }

    public List<Act> acts() {
        return Stream.of(Kind.values())
                .map(kind -> new Act(kind, decision != null && decision.kind() == kind))
                .toList();
    }

    /** What is known beside the days, the weightiest first. */
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        reasons.add(cadence.ownerName() == null ? "Nobody owns it" : cadence.ownerName());
        if (!blockers.isBlank()) reasons.add("blocked: " + blockers.strip());
        if (silence != null && silence.unusual()) reasons.add(silence.sentence());
        if (deals != null) reasons.add(deals.words());
        if (test != null)
            reasons.add("90-day test: " + test.goal() + " (" + test.verdict().words() + ")");
        return reasons;
    }
}
