package app.touchline.partner;

/**
 * Two partners turned out to be one. Told in the transaction in which contacts, domains and history of the one are already
 * with the other, so that everybody takes along what they keep of it.
 */
public record PartnersMerged(long away, long into) {}
