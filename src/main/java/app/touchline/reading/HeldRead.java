package app.touchline.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

import org.jspecify.annotations.Nullable;

/**
 * A weekly read that was begun.
 *
 * @param week its Monday in the programme's zone
 * @param lead who began it
 * @param step how far it has come
 * @param closedAt null while it is in progress
 * @param undecidedBecause why it was closed though a partner of the first tier had no decision; empty otherwise
 */
public record HeldRead(
        long id,
        LocalDate week,
        Instant openedAt,
        long leadId,
        String lead,
        Step step,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        String undecidedBecause) {

    public boolean open() {
        return closedAt == null;
    }

    /** As calendars number it. */
    public int number() {
        return week.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
