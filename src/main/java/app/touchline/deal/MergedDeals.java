package app.touchline.deal;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditLog.Who;
import app.touchline.partner.PartnersMerged;
import app.touchline.settings.SettingsReader;

/** Deals of a partner that went into another one are that one's. */
@Component
class MergedDeals {

    private final Deals deals;
    private final SettingsReader settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MergedDeals(Deals deals, SettingsReader settings, ApplicationEventPublisher events, Clock clock) {
        this.deals = deals;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Whether they are in conflict with others is looked at anew: one partner's are not with each other. */
    @EventListener
    void merged(PartnersMerged merged) {
        var theirs = deals.withPartIn(merged.away());
        for (var deal : theirs) deal.goTo(merged.away(), merged.into());
        deals.flush();
        var deed = Deed.of(Who.TOUCHLINE, clock.instant(), settings.zone());
        for (var deal : theirs) events.publishEvent(new DealTold(deal.id(), deed));
    }
}
