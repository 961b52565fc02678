package app.touchline.handover;

import java.time.Clock;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.NextSteps;
import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
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
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    Handover(
            PartnerRecords partners,
            NextSteps steps,
            MailboxRecords mailboxes,
            SettingsReader settings,
            AuditLog audit,
            Clock clock) {
        this.partners = partners;
        this.steps = steps;
        this.mailboxes = mailboxes;
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
                        to.mailboxes().size()));
    }
}
