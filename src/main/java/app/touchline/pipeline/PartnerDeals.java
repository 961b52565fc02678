package app.touchline.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a partner has in deals, its share of each: sourced and influenced side by side.
 *
 * @param deals those registered last
 * @param open in the pipeline, by today's rates
 * @param won ever, by the rate of the day each was won
 * @param sourcedWon how many deals it sourced were won, and {@code sourcedLost} lost
 * @param withoutRate how many deals are in no amount, for want of a rate
 */
public record PartnerDeals(
        List<DealCard> deals,
        int all,
        int openDeals,
        SideBySide open,
        SideBySide won,
        int sourcedWon,
        int sourcedLost,
        int withoutRate,
        LocalDate today) {

    /** Won of those it sourced that were closed, in percent, rounded down; empty where none was closed. */
    public OptionalInt winRate() {
        var closed = sourcedWon + sourcedLost;
        return closed == 0 ? OptionalInt.empty() : OptionalInt.of(100 * sourcedWon / closed);
    }
}
