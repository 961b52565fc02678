package app.touchline.deal;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.partner.Refused;
import app.touchline.team.SignedIn;

/** Decides registrations, by those who lead and their delegates: refused with a sentence ({@link Refused}), audited. */
@Service
@Transactional
public class DealDecisions {

    private final Deals deals;
    private final DealRecords records;
    private final DecisionClock decisions;
    private final Delegates delegates;
    private final ObjectProvider<Objection> objections;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    DealDecisions(
            Deals deals,
            DealRecords records,
            DecisionClock decisions,
            Delegates delegates,
            ObjectProvider<Objection> objections,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.deals = deals;
        this.records = records;
        this.decisions = decisions;
        this.delegates = delegates;
        this.objections = objections;
        this.audit = audit;
        this.events = events;
    }

    /** Protected from then on for as long as the rule of the partner's tier says. */
    public void approve(long id, String note, SignedIn me, Deed deed) {
        var deal = toDecide(id, me);
        if (deal.standing() == Standing.WAITING)
            objections.stream()
                    .forEach(objection -> objection.to(id).ifPresent(sentence -> {
                        throw new Refused(
                                "decision",
                                sentence,
                                "/deals/%s#conflicts".formatted(deal.code().words()));
                    }));
        deal.approve(records.ruleFor(deal).lastDay(deed.day()), note, deed);
        audit(
                deed,
                "approved",
                deal,
                Map.of("protected until", String.valueOf(deal.protection().until())));
    }

    public void decline(long id, String reason, SignedIn me, Deed deed) {
        var deal = toDecide(id, me);
        deal.decline(reason, deed);
        audit(deed, "declined", deal, Map.of("why", reason.strip()));
        events.publishEvent(new DealOver(id, deed));
    }

    private Deal toDecide(long id, SignedIn me) {
        if (!delegates.mayDecide(me))
            throw new AccessDeniedException("Only those who lead and their delegates decide registrations");
        return deals.findToChange(id).orElseThrow();
    }

    /** It lost a conflict: declined where it waits, no longer protected where it was. What else it is stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void standBack(long id, String why, Deed deed) {
        var deal = deals.findToChange(id).orElseThrow();
        if (deal.standing() == Standing.WAITING) {
            deal.decline(why, deed);
            audit(deed, "declined", deal, Map.of("why", why));
            events.publishEvent(new DealOver(id, deed));
        } else if (deal.standing() == Standing.APPROVED && deal.protection().standing()) {
            deal.unprotect(why, deed);
            audit(deed, "took the protection from", deal, Map.of("why", why));
        }
    }

    /** A conflict that it had lost is decided for it after all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stepForward(long id, String why, Deed deed) {
        var deal = deals.findToChange(id).orElseThrow();
        if (deal.standing() == Standing.DECLINED) {
            deal.decideAnew(why, decisions.due(deed.at()), deed);
            audit(deed, "is to decide anew", deal, Map.of("why", why));
            events.publishEvent(new DealTold(id, deed));
        } else if (deal.standing() == Standing.APPROVED && deal.protection().unprotectedOn() != null) {
            deal.protectAgain(why, deed);
            audit(deed, "gave the protection back to", deal, Map.of("why", why));
        }
    }

    /** What is found or decided about a deal and others stands among what happened to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(long id, String words, Deed deed) {
        deals.findToChange(id).orElseThrow().tell(EventKind.CONFLICT, words, deed);
        deals.flush();
    }

    private void audit(Deed deed, String what, Deal deal, Map<String, ?> detail) {
        deals.flush();
        audit.note(deed.by(), what, new About("deal", deal.id(), deal.words()), detail);
    }
}
