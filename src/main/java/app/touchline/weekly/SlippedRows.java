package app.touchline.weekly;

import java.util.List;

/**
 * A page of the partners to decide about, first tier first, longest silence first.
 *
 * @param total how many there are in all
 * @param decided how many of them have a decision
 * @param firstTierOpen how many of the first tier have none
 */
public record SlippedRows(List<SlippedRow> rows, int total, int decided, int firstTierOpen, int page, int size) {

    public int pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    public int open() {
        return total - decided;
    }
}
