package app.touchline.deal;

/** A deal is no longer in anybody's way: declined, withdrawn or lost; published in the transaction that does so. */
public record DealOver(long dealId, Deed deed) {}
