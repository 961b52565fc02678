package app.touchline.partner;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Makes one partner of two. For those who lead; there is no way back. */
@Service
public class PartnerMerging {

    private final Partners partners;
    private final Contacts contacts;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PartnerMerging(
            Partners partners,
            Contacts contacts,
            SettingsReader settings,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.partners = partners;
        this.contacts = contacts;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Contacts, domains and what else is known of the one go to the other; captured touches follow within seconds. */
    @Transactional
    public void merge(long awayId, long intoId, SignedIn me) {
        if (!me.leads()) throw new AccessDeniedException("Only those who lead merge partners");
        if (awayId == intoId) throw new Refused("into", "That is the same partner; choose the other one.");
        inUse(awayId);
        inUse(intoId);
        partners.handDomains(awayId, intoId);
        partners.redirect(awayId, intoId);
        var away = inUse(awayId);
        var into = inUse(intoId);
        var domains = away.domains().stream().map(PartnerDomain::domain).toList();
        domains.forEach(away::removeDomain);
        var keyed = contacts.keyContactOf(intoId).isPresent();
        for (var contact : contacts.everAt(awayId)) {
            if (keyed && contact.place().partner().id() == awayId) contact.key(false);
            contact.follow(away, into);
        }
        into.takeOver(away, settings.current().today(clock));
        away.mergeInto(into, clock.instant());
        partners.flush();
        events.publishEvent(new OwnersChanged(Set.of(intoId)));
        events.publishEvent(new PartnersMerged(awayId, intoId));
        var names = Map.of("from", away.name(), "into", into.name());
        audit.note(me.who(), "merged into another partner", new About("partner", awayId, away.name()), names);
        audit.note(me.who(), "took in another partner", new About("partner", intoId, into.name()), names);
    }

    private Partner inUse(long id) {
        var partner = partners.findById(id).orElseThrow(() -> new Refused("into", "There is no such partner."));
        if (partner.archived())
            throw new Refused(
                    "into", "%s is archived; bring it back from the archive first.".formatted(partner.name()));
        return partner;
    }
}
