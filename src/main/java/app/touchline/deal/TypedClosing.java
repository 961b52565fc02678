package app.touchline.deal;

import java.time.LocalDate;

import app.touchline.money.Amount;
import app.touchline.money.Money;
import app.touchline.partner.Problems;
import app.touchline.partner.Refused;

/** What a person typed of how a deal ended, understood; refused with a sentence where it cannot be. */
public final class TypedClosing {

    private TypedClosing() {}

    /** What it was won for, in the deal's currency. */
    public static Money value(String typed, Deal deal) {
        return Amount.read(typed, deal.value().currency())
                .orElseThrow(() -> new Refused(
                        "value",
                        "Write what it was won for, such as 12,500, in %s."
                                .formatted(deal.value().code())));
    }

    public static LocalDate day(String typed) {
        var problems = new Problems();
        var day = problems.day("on", typed);
        var problem = problems.of("on");
        if (problem != null) throw problem;
        if (day == null) throw new Refused("on", "Say on which day.");
        return day;
    }
}
