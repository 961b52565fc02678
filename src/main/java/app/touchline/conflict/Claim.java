package app.touchline.conflict;

import java.time.LocalDate;

import app.touchline.deal.DealKind;

/**
 * One of two deals for a customer, as the rules of engagement see it.
 *
 * @param partner what its side is called: the partner's name, or our own sales
 * @param region of the partner; may be empty
 * @param territory the customer's, as the deal says; may be empty
 * @param registered a partner's deal whose protection has not lapsed
 * @param incumbent why its partner is said to serve the customer already; empty if it is not
 * @param certified by what its partner was certified for the products on the day it was registered; empty if it was not
 */
record Claim(
        long dealId,
        String words,
        String partner,
        String region,
        String territory,
        DealKind kind,
        LocalDate registeredOn,
        boolean registered,
        String incumbent,
        String certified) {

    Claim certified(String by) {
        return new Claim(dealId, words, partner, region, territory, kind, registeredOn, registered, incumbent, by);
    }
}
