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
 * @param found the deals of this page, and one more where another page follows
 */
record DealList(PipelineQuestion question, Sum sum, List<DealCard> found, int size, LocalDate today) {

    public List<DealCard> cards() {
        return found.stream().limit(size).toList();
    }

    /** Where the next page begins; null where this is the last. */
    public @Nullable String next() {
        return found.size() <= size ? null : question.from(after(question.order(), found.get(size - 1)));
    }

    static After after(Order order, DealCard last) {
        var converted = last.inProgramme();
        return new After(
                switch (order) {
                    case CLOSE -> last.expectedClose();
                    case STAY -> last.stageSince();
                    case VALUE -> converted == null ? BigDecimal.ONE.negate() : converted.amount();
                    case LATEST -> last.id();
                },
                last.id());
    }

    public Order[] orders() {
        return Order.values();
    }
}
