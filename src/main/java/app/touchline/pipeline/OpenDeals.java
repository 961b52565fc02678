package app.touchline.pipeline;

import java.util.ArrayList;

/** A partner's deals in the pipeline, its share of each. */
public record OpenDeals(int deals, SideBySide worth) {

    OpenDeals plus(OpenDeals other) {
        return new OpenDeals(deals + other.deals, worth.plus(other.worth));
    }

    /** "2 open deals: 40,000 EUR sourced, 1,000 EUR influenced". */
    public String words() {
        var parts = new ArrayList<String>();
        if (worth.sourced().positive()) parts.add(worth.sourced().words() + " sourced");
        if (worth.influenced().positive()) parts.add(worth.influenced().words() + " influenced");
        var count = deals == 1 ? "1 open deal" : deals + " open deals";
        return parts.isEmpty() ? count : count + ": " + String.join(", ", parts);
    }
}
