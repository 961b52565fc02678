package app.touchline.sample;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditLog.Who;
import app.touchline.database.SampleRun;
import app.touchline.mailbox.MailSource;
import app.touchline.mailbox.MailboxRecords;
import app.touchline.mailbox.NewMailbox;
import app.touchline.mailbox.Tls;
import app.touchline.team.Member;
import app.touchline.team.Members;

/** Connects the sample's mailboxes as an admin would: the managers' own, acknowledged by them, and the shared one. */
@Component
@Conditional(SampleRun.class)
class SampleMailboxes {

    private final MailboxRecords mailboxes;
    private final Members members;
    private final JdbcClient jdbc;

    SampleMailboxes(MailboxRecords mailboxes, Members members, JdbcClient jdbc) {
        this.mailboxes = mailboxes;
        this.members = members;
        this.jdbc = jdbc;
    }

    void connect(SampleStart start, LocalDate today) {
        var floor = today.minusDays(180);
        var admin = who(member(SampleProgramme.ADMIN));
        for (var person : SampleProgramme.MANAGERS) {
            var owner = member(person);
            var id = mailboxes.add(
                    new NewMailbox(person.address(), owner.id(), account(person, start), floor, false), admin);
            mailboxes.acknowledge(id, owner.id(), who(owner));
        }
        var shared = SampleProgramme.SHARED;
        mailboxes.add(new NewMailbox(shared.address(), null, account(shared, start), floor, true), admin);
    }

    /** Each of them from its floor on; before that nobody knows who slipped. */
    boolean areReadToTheEnd() {
        return jdbc.sql("""
                select not exists (
                    select from mailbox m where m.removed_at is null
                      and (not exists (select from mailbox_folder f where f.mailbox_id = m.id and f.backfill_done)
                           or exists (select from mailbox_folder f
                                      where f.mailbox_id = m.id and not f.gone
                                        and (not f.backfill_done or f.reread_goal is not null))))
                """).query(Boolean.class).single();
    }

    /** The mail server had to take another port. */
    void moveTo(SampleStart start) {
        var admin = who(member(SampleProgramme.ADMIN));
        for (var person : SampleProgramme.MANAGERS) move(person, member(person).id(), start, admin);
        move(SampleProgramme.SHARED, null, start, admin);
    }

    private void move(SamplePerson person, @Nullable Long ownerId, SampleStart start, Who admin) {
        jdbc.sql("select id from mailbox where address = :address and removed_at is null")
                .param("address", person.address())
                .query(Long.class)
                .optional()
                .ifPresent(id -> mailboxes.change(id, ownerId, account(person, start), start.password(), admin));
    }

    private Member member(SamplePerson person) {
        return members.findByEmail(person.address()).orElseThrow();
    }

    private static Who who(Member member) {
        return new Who(member.id(), member.name());
    }

    private static MailSource.Account account(SamplePerson person, SampleStart start) {
        return new MailSource.Account(
                SampleMailServer.HOST, start.port(), Tls.NONE, person.address(), start.password());
    }
}
