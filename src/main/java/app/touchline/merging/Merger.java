package app.touchline.merging;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What will happen when one partner goes into another.
 *
 * @param sharedDomains that both have
 * @param sharedTouches that are with both, and will be there once
 * @param deals in which it has a part
 */
record Merger(
        Side away,
        Side into,
        long contacts,
        List<String> domains,
        List<String> sharedDomains,
        long touches,
        long sharedTouches,
        long openActions,
        long doneActions,
        long intros,
        long tests,
        long deals,
        long certifications) {

    /** @param owner null: nobody */
    record Side(
            long id,
            String name,
            String tier,
            @Nullable String owner,
            String status,
            @Nullable String keyContact,
            boolean notes) {}

    public List<String> newDomains() {
        return domains.stream()
                .filter(domain -> !sharedDomains.contains(domain))
                .toList();
    }
}
