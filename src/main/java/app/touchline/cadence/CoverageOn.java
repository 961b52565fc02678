package app.touchline.cadence;

import java.time.LocalDate;
import java.util.Map;

/**
 * The coverage of each tier at the end of one day.
 *
 * @param known by tier id; a tier whose coverage is not known on that day is not in it
 */
public record CoverageOn(LocalDate day, Map<Long, Coverage> known) {}
