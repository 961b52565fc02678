package app.touchline.pipeline;

import java.time.LocalDate;
import java.util.List;

import app.touchline.deal.Stage;

/**
 * The board: a column for each stage, of the ends only what came to them lately.
 *
 * @param today in the programme's zone
 */
record Board(PipelineQuestion question, List<Column> columns, LocalDate today) {

    /** @param cards the first of them */
    record Column(Stage stage, Sum sum, List<DealCard> cards) {

        public int more() {
            return sum.deals() - cards.size();
        }

        /** For so many days what was closed stands in it. */
        public int closedDays() {
            return PipelineReader.CLOSED_DAYS;
        }
    }

    public List<Column> open() {
        return columns.stream().filter(column -> !column.stage().closed()).toList();
    }

    public List<Column> ends() {
        return columns.stream().filter(column -> column.stage().closed()).toList();
    }

    public int deals() {
        return open().stream().mapToInt(column -> column.sum().deals()).sum();
    }

    public int stalled() {
        return open().stream().mapToInt(column -> column.sum().stalled()).sum();
    }

    /** Of all open stages together. */
    public SideBySide worth() {
        return open().stream()
                .map(column -> column.sum().worth())
                .reduce(SideBySide::plus)
                .orElseThrow();
    }

    public int withoutRate() {
        return columns.stream().mapToInt(column -> column.sum().withoutRate()).sum();
    }

    public int closedDays() {
        return PipelineReader.CLOSED_DAYS;
    }
}
