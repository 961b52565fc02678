package app.touchline.joining;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;

/** What was answered about a partner that went into another one was answered about that one. */
@Component
class MergedQualifications {

    private final Qualifications qualifications;

    MergedQualifications(Qualifications qualifications) {
        this.qualifications = qualifications;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        for (var qualification : qualifications.findByPartnerId(merged.away())) qualification.goTo(merged.into());
    }
}
