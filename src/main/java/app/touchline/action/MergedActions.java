package app.touchline.action;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/** The actions of a partner that went into another one, open and done, are that one's. */
@Component
class MergedActions {

    private final Actions actions;

    MergedActions(Actions actions) {
        this.actions = actions;
    }

    /** Before the touches follow, so that those close what recovery touches they find. */
    @EventListener
    @Order(0)
    void merged(PartnersMerged merged) {
        actions.handOn(merged.away(), merged.into());
    }
}
