package app.touchline.deal;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/** Deals of a partner that went into another one are that one's. */
@Component
class MergedDeals {

    private final Deals deals;

    MergedDeals(Deals deals) {
        this.deals = deals;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        for (var deal : deals.withPartIn(merged.away())) deal.goTo(merged.away(), merged.into());
        deals.flush();
    }
}
