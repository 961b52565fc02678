package app.touchline.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealReader;
import app.touchline.deal.EventKind;

/**
 * The weekly review of the pipeline: what to go through since the last one, each row with what can be done about it.
 *
 * @param last null: none was held yet
 * @param changedSince when the last one was held, or a week ago
 * @param closing what is expected to close by the end of the month, or was before and is still open
 * @param zone of the person looking
 */
record PipelineReview(
        @Nullable Held last,
        Instant changedSince,
        List<Changed> changed,
        Many stalled,
        Many closing,
        DealReader.Found lapsing,
        DealReader.Found decisions,
        int changedInAll,
        LocalDate today,
        Instant now,
        ZoneId zone,
        List<Held> before) {

    /** A review that was held, with how much stood on the page then. */
    record Held(
            long id,
            Instant at,
            LocalDate day,
            String by,
            String note,
            int changed,
            int stalled,
            int closing,
            int lapsing,
            int decisions) {}

    /** The first of many. */
    record Many(List<DealCard> cards, int all) {

        public int more() {
            return all - cards.size();
        }
    }

    /** @param what happened to it last, in words; @param times how often anything did */
    record Changed(DealCard deal, String what, Instant at, String by, int times) {}

    /** "Moved: Qualified → Negotiating". */
    static String words(EventKind kind, @Nullable String from, @Nullable String to) {
        return from == null && to == null ? kind.words() : "%s: %s → %s".formatted(kind.words(), from, to);
    }

    public boolean nothing() {
        return changed.isEmpty()
                && stalled.all() == 0
                && closing.all() == 0
                && lapsing.count() == 0
                && decisions.count() == 0;
    }
}
