package app.touchline.deal;

/**
 * A deal that may be about the same customer.
 *
 * @param score out of 100
 * @param reason why it is thought so, in words
 * @param conflicts whether it counts as the same customer; otherwise it is only shown
 */
public record LookAlike(DealReader.Line deal, int score, String reason, boolean conflicts) {}
