package app.touchline.cadence;

/**
 * Coverage of the partners one person owns, all tiers together as far as known.
 *
 * @param owner by name; empty for the partners that nobody owns
 */
public record OwnerCoverage(String owner, Coverage coverage) {}
