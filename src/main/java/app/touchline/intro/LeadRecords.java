package app.touchline.intro;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Counts the leads that partners bring, by everybody who works with partners; audited under the partner. */
@Service
public class LeadRecords {

    private final LeadCounts counts;
    private final Partners partners;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    LeadRecords(LeadCounts counts, Partners partners, SettingsReader settings, AuditLog audit, Clock clock) {
        this.counts = counts;
        this.partners = partners;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** So many leads are told on that day; another number for the same day takes the place of the first. */
    @Transactional
    public void tell(long partnerId, LocalDate on, int leads, SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        if (on.isAfter(settings.current().today(clock)))
            throw new Refused("toldOn", "%s is still to come.".formatted(on));
        var partner = partners.findById(partnerId).orElseThrow();
        var known = counts.findByPartnerIdAndToldOn(partnerId, on);
        if (known.isEmpty() && leads == 0) return;
        var count = known.orElseGet(() -> new LeadCount(partnerId, on, clock.instant()));
        var before = count.leads();
        count.tell(leads);
        counts.save(count);
        if (before != leads)
            audit.note(
                    me.who(),
                    "counted leads",
                    new About("partner", partnerId, partner.name()),
                    Map.of("on", on.toString(), "from", before, "to", leads));
    }
}
