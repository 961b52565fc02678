package app.touchline.pipeline;

import java.util.Currency;

/**
 * Some deals together.
 *
 * @param withoutRate how many are in a currency that has no rate, and are in no amount
 */
public record Sum(int deals, int stalled, SideBySide worth, int withoutRate) {

    static Sum none(Currency currency) {
        return new Sum(0, 0, SideBySide.none(currency), 0);
    }

    Sum withStalled(int deals) {
        return new Sum(this.deals, deals, worth, withoutRate);
    }
}
