package app.touchline.intro;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/** What a partner brought that went into another one was brought by that one. */
@Component
class MergedIntros {

    private final Intros intros;
    private final LeadCounts leads;

    MergedIntros(Intros intros, LeadCounts leads) {
        this.intros = intros;
        this.leads = leads;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        for (var intro : intros.findByPartnerId(merged.away())) intro.goTo(merged.into());
        for (var count : leads.findByPartnerId(merged.away()))
            leads.findByPartnerIdAndToldOn(merged.into(), count.toldOn())
                    .ifPresentOrElse(
                            other -> {
                                other.add(count);
                                leads.delete(count);
                            },
                            () -> count.goTo(merged.into()));
    }
}
