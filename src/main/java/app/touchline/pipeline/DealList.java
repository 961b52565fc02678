package app.touchline.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.pipeline.PipelineQuestion.After;
import app.touchline.pipeline.PipelineQuestion.Order;

/**
 * A page of a list of deals.
 *
 * @param sum of all that are asked for
 * @param found the deals of this page, and one more where another page follows in the direction of reading; backwards where
 *     the page was asked for by where it ends
 */
record DealList(PipelineQuestion question, Sum sum, List<DealCard> found, int size, LocalDate today) {

    public List<DealCard> cards() {
        var cards = found.stream().limit(size).toList();
        return backwards() ? cards.reversed() : cards;
    }

    private boolean backwards() {
        var after = question.after();
        return after != null && after.back();
    }

    private boolean goesOn() {
        return found.size() > size;
    }

    /** Where the next page begins; null where this is the last. */
    public @Nullable String next() {
        return found.isEmpty() || !backwards() && !goesOn()
                ? null
                : question.from(after(question.order(), cards().getLast()));
    }

    /** Where the page before this one ends; null where this is the first. */
    public @Nullable String previous() {
        return found.isEmpty() || question.after() == null || backwards() && !goesOn()
                ? null
                : question.from(before(question.order(), cards().getFirst()));
    }

    static After after(Order order, DealCard last) {
        return new After(key(order, last), last.id(), false);
    }

    static After before(Order order, DealCard first) {
        return new After(key(order, first), first.id(), true);
    }

    private static Object key(Order order, DealCard card) {
        var converted = card.inProgramme();
        return switch (order) {
            case CLOSE -> card.expectedClose();
            case STAY -> card.stageSince();
            case VALUE -> converted == null ? BigDecimal.ONE.negate() : converted.amount();
            case LATEST -> card.id();
        };
    }
}
