package app.touchline.cadence;

import java.util.List;
import java.util.Map;

/**
 * One page of a list of partners.
 *
 * @param counts how many partners of each cadence status the filter finds when its own cadence choice is left aside
 * @param total how many rows the filter finds in all
 */
public record PartnerPage(
        List<PartnerCadence> rows, Map<CadenceStatus, Integer> counts, int total, int page, int size) {

    public int count(CadenceStatus cadence) {
        return counts.getOrDefault(cadence, 0);
    }

    public int pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return page + 1 < pages();
    }

    public boolean hasPrevious() {
        return page > 0;
    }
}
