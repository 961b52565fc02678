package app.touchline.cadence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Every tier's coverage at the end of one day. */
public record CoverageOn(LocalDate day, List<TierCoverage> tiers) {

    /** Empty for a tier that was not there on that day. */
    public Optional<TierCoverage> of(long tierId) {
        return tiers.stream()
                .filter(coverage -> coverage.tier().tierId() == tierId)
                .findFirst();
    }
}
