package app.touchline.pipeline;

import java.util.Currency;

import app.touchline.money.Money;

/** What partners sourced and what they influenced, in the programme's currency. The two are never added up. */
public record SideBySide(Money sourced, Money influenced) {

    static SideBySide none(Currency currency) {
        return new SideBySide(Money.none(currency), Money.none(currency));
    }

    SideBySide plus(SideBySide other) {
        return new SideBySide(sourced.plus(other.sourced), influenced.plus(other.influenced));
    }

    public boolean nothing() {
        return sourced.amount().signum() == 0 && influenced.amount().signum() == 0;
    }
}
