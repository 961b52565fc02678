package app.touchline.weekly;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A weekly read as it was when it was closed: its numbers and decisions, in the words of that day. Never changed.
 *
 * @param number of the week, as calendars count
 * @param day the last day that is counted
 * @param lead who led it
 * @param stale why the numbers may miss touches, in words: mailboxes that were behind, older mail not all read
 * @param slippedInAll all that were to be decided about, of which {@code slipped} are the first
 * @param undecidedBecause why it was closed though a partner of the first tier had no decision; empty otherwise
 */
public record WeeklyRecord(
        int number,
        LocalDate day,
        Instant closedAt,
        String lead,
        String closedBy,
        List<Tier> tiers,
        List<Book> books,
        List<String> stale,
        List<Line> recovery,
        List<Partner> slipped,
        int slippedInAll,
        List<Line> snoozed,
        List<String> noNextStep,
        int noNextStepInAll,
        List<String> tests,
        List<Line> quiet,
        String undecidedBecause) {

    /** @param percents of the last 13 weeks, oldest first; null where there was no number */
    public record Tier(
            long tierId,
            String name,
            int windowDays,
            String number,
            int inside,
            int inCadence,
            String change,
            int handNoted,
            List<@Nullable Integer> percents) {}

    public record Book(String owner, int inside, int inCadence) {}

    /** Something about a partner in words. */
    public record Line(String partner, String words) {}

    /** @param lastTouch null: never */
    public record Partner(
            long partnerId,
            String name,
            String tier,
            String owner,
            @Nullable LocalDate lastTouch,
            int days,
            int windowDays,
            String nextStep,
            String decision,
            String by) {}

    /** How many of those to decide about have a decision. */
    public long decided() {
        return slipped.stream().filter(partner -> !partner.decision().isEmpty()).count();
    }
}
