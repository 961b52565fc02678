package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.partner.Addresses;
import app.touchline.settings.Domains;

/**
 * What of a mailbox is left out. Each verb holds the mailbox until it is through: a page that is being taken in is
 * committed before, and is then taken off the record by {@link Forgetting}; the next one knows.
 */
@Service
class LeavingOut {

    private final JdbcClient jdbc;
    private final MailboxRecords mailboxes;
    private final MailboxSchedule schedule;
    private final AuditLog audit;
    private final Clock clock;

    LeavingOut(JdbcClient jdbc, MailboxRecords mailboxes, MailboxSchedule schedule, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
        this.schedule = schedule;
        this.audit = audit;
        this.clock = clock;
    }

    /** An address or a domain as typed, as it is kept; empty where it is neither. */
    static Optional<String> entered(String typed) {
        var text = typed.strip();
        return text.lastIndexOf('@') > 0 ? Addresses.normalised(text) : Domains.entered(text);
    }

    /** @param what as {@link #entered} gives it */
    @Transactional
    public void leaveOut(long mailboxId, String what, Who by) {
        jdbc.sql("update mailbox set forgetting = true where id = :mailbox")
                .param("mailbox", mailboxId)
                .update();
        jdbc.sql(
                        "insert into mailbox_exclusion (mailbox_id, what, at) values (:mailbox, :what, :now) on conflict do nothing")
                .param("mailbox", mailboxId)
                .param("what", what)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        // whom somebody leaves out is nobody else's business
        note(mailboxId, "told to leave out an address or domain", by);
    }

    /** The mailbox is read again, for what was left out until now. */
    @Transactional
    public void takeInAgain(long mailboxId, String what, Who by) {
        var removed = jdbc.sql("delete from mailbox_exclusion where mailbox_id = :mailbox and what = :what")
                .param("mailbox", mailboxId)
                .param("what", what)
                .update();
        if (removed == 0) return;
        schedule.readAgain(mailboxId);
        mailboxes.checkNow(mailboxId);
        note(mailboxId, "told to leave out one address or domain less", by);
    }

    /** Everything that is kept only because this mailbox has it is forgotten, and is not read again. */
    @Transactional
    public void purge(long mailboxId, Who by) {
        jdbc.sql("update mailbox set forgetting = true, kept_from = :now where id = :mailbox")
                .param("mailbox", mailboxId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        note(mailboxId, "purged", by);
    }

    private void note(long mailboxId, String what, Who by) {
        var mailbox = mailboxes.existing(mailboxId);
        audit.note(by, what, new About("mailbox", mailboxId, mailbox.address()), Map.of());
    }
}
