package app.touchline.deal;

/** A deal was registered, corrected or reopened; published in the transaction that does so. */
public record DealTold(long dealId, Deed deed) {}
