package app.touchline.handover;

import java.time.Clock;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.NextSteps;
import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.conflict.Appeals;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Delegates;
import app.touchline.handover.HandoverForm.Checked;
import app.touchline.mailbox.MailboxRecords;
import app.touchline.partner.PartnerRecords;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Gives all that a person looks after to others, all or nothing; each thing is audited by those who keep it. */
@Service
class Handover {

    private final PartnerRecords partners;
    private final NextSteps steps;
    private final MailboxRecords mailboxes;
    private final DealRecords deals;
    private final Delegates delegates;
    private final Appeals appeals;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    Handover(
            PartnerRecords partners,
            NextSteps steps,
            MailboxRecords mailboxes,
            DealRecords deals,
            Delegates delegates,
            Appeals appeals,
            SettingsReader settings,
            AuditLog audit,
            Clock clock) {
        this.partners = partners;
        this.steps = steps;
        this.mailboxes = mailboxes;
        this.deals = deals;
        this.delegates = delegates;
        this.appeals = appeals;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** From today on, in the programme's zone; what was before stays on record. */
    @Transactional
    void give(Estate estate, Checked to, SignedIn me) {
        var today = settings.current().today(clock);
        to.partners().forEach((partner, taker) -> partners.handTo(partner, taker, today, me));
        to.actions().forEach((action, taker) -> steps.reassign(me, action, null, taker));
        to.mailboxes().forEach((mailbox, taker) -> mailboxes.giveTo(mailbox, taker, me.who()));
        var deed = deals.now(me);
        to.deals().forEach((deal, taker) -> deals.handTo(deal, taker, me, deed));
        to.delegations().forEach((delegation, taker) -> delegates.handTo(delegation, taker, me));
        to.appeals().forEach((conflict, taker) -> appeals.handTo(conflict, taker, me, deed));
        audit.note(
                me.who(),
                "handed over all that was looked after by",
                new About("member", estate.memberId(), estate.name()),
                Map.of(
                        "partners",
                        to.partners().size(),
                        "actions",
                        to.actions().size(),
                        "mailboxes",
                        to.mailboxes().size(),
                        "deals",
                        to.deals().size(),
                        "delegations",
                        to.delegations().size(),
                        "appeals",
                        to.appeals().size()));
    }
}
