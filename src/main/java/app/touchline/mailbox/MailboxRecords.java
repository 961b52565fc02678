package app.touchline.mailbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.secrets.Secrets;

/** Connects, changes, pauses and removes mailboxes. Each change is audited, never with a password. */
@Service
public class MailboxRecords {

    private final Mailboxes mailboxes;
    private final Secrets secrets;
    private final KnownSince knownSince;
    private final MailboxSchedule schedule;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MailboxRecords(
            Mailboxes mailboxes,
            Secrets secrets,
            KnownSince knownSince,
            MailboxSchedule schedule,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.secrets = secrets;
        this.knownSince = knownSince;
        this.schedule = schedule;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** @throws AlreadyConnected when the address is connected */
    @Transactional
    public long add(NewMailbox wanted, Who by) {
        var mailbox = new Mailbox(
                wanted.address(), wanted.memberId(), wanted.server(), secrets, wanted.floor(), clock.instant());
        return add(mailbox, wanted.noticeGiven(), by);
    }

    /** @throws AlreadyConnected when the address is connected */
    @Transactional
    public long add(NewTenantMailbox wanted, Who by) {
        var mailbox = new Mailbox(
                wanted.address(), wanted.memberId(), wanted.connectionId(), wanted.floor(), clock.instant());
        return add(mailbox, wanted.noticeGiven(), by);
    }

    private long add(Mailbox mailbox, boolean noticeGiven, Who by) {
        if (isConnected(mailbox.address())) throw new AlreadyConnected(mailbox.address());
        if (noticeGiven) mailbox.noticeRecordedBy(by.id(), clock.instant());
        var id = mailboxes.saveAndFlush(mailbox).id();
        knownSince.propose();
        note(by, noticeGiven ? "connected, notice recorded" : "connected", mailbox, Map.of("server", where(mailbox)));
        readNow(id);
        return id;
    }

    boolean isConnected(String address) {
        return mailboxes
                .findByAddressAndRemovedAtIsNull(address.strip().toLowerCase(Locale.ROOT))
                .isPresent();
    }

    /** @param password null keeps the stored one, which only goes on when the server and the user stay the same */
    @Transactional
    public void change(long id, @Nullable Long memberId, MailSource.Account server, @Nullable String password, Who by) {
        var mailbox = existing(id);
        mailbox.belongsTo(memberId);
        if (password != null || server.signIn() instanceof MailSource.SignIn.Through)
            mailbox.connectTo(server, secrets);
        else if (!mailbox.entrance().hasPassword()
                || mailbox.entrance().isElsewhere(server.host(), server.port(), server.tls(), server.username()))
            throw new IllegalArgumentException("the password is needed for another server or user");
        else mailbox.trusts(server.authority());
        mailboxes.saveAndFlush(mailbox);
        note(by, password == null ? "changed" : "given a new password", mailbox, Map.of("server", where(mailbox)));
        readNow(id);
    }

    /** Whose it is; how it is entered is its tenant's. */
    @Transactional
    public void giveTo(long id, @Nullable Long memberId, Who by) {
        var mailbox = existing(id);
        mailbox.belongsTo(memberId);
        mailboxes.saveAndFlush(mailbox);
        note(by, "changed", mailbox, Map.of());
        events.publishEvent(new MailboxSchedule.ReadNow(id));
    }

    /** Keeps what was learnt by looking into it. */
    @Transactional
    public void probed(long id, Tenants.Probe probe) {
        var mailbox = existing(id);
        mailbox.probed(probe);
        mailboxes.saveAndFlush(mailbox);
    }

    /** Reading farther back starts another descent; reading less far back leaves what was read. */
    @Transactional
    public void readBackTo(long id, LocalDate floor, Who by) {
        var mailbox = existing(id);
        var before = mailbox.floor();
        if (before.equals(floor)) return;
        mailbox.readBackTo(floor);
        mailboxes.saveAndFlush(mailbox);
        if (floor.isBefore(before)) schedule.readOlderAgain(id);
        knownSince.propose();
        note(by, "read back to another day", mailbox, Map.of("from", before.toString(), "to", floor.toString()));
        readNow(id);
    }

    @Transactional
    public void acknowledge(long id, long ownerId, Who by) {
        write(id, mailbox -> mailbox.acknowledgedByOwner(ownerId, clock.instant()), "acknowledged by its owner", by);
        readNow(id);
    }

    @Transactional
    public void recordNotice(long id, Who by) {
        write(id, mailbox -> mailbox.noticeRecordedBy(by.id(), clock.instant()), "notice recorded", by);
        readNow(id);
    }

    @Transactional
    public void pause(long id, Who by) {
        write(id, Mailbox::pause, "paused", by);
    }

    @Transactional
    public void resume(long id, Who by) {
        write(id, Mailbox::resume, "resumed", by);
        readNow(id);
    }

    /** The touches stay; the password is forgotten. */
    @Transactional
    public void remove(long id, Who by) {
        write(id, mailbox -> mailbox.remove(clock.instant()), "removed", by);
        knownSince.propose();
    }

    private void write(long id, Consumer<Mailbox> verb, String what, Who by) {
        var mailbox = existing(id);
        verb.accept(mailbox);
        mailboxes.saveAndFlush(mailbox);
        note(by, what, mailbox, Map.of());
    }

    private void readNow(long id) {
        events.publishEvent(new MailboxSchedule.ReadNow(id));
    }

    /** Looked at within seconds; while it is being read already, once more afterwards. */
    @Transactional
    public void checkNow(long id) {
        existing(id);
        schedule.asked(id);
        readNow(id);
    }

    /** A member's own mailboxes. */
    @Transactional(readOnly = true)
    public List<Mailbox> of(long memberId) {
        return mailboxes.findByMemberIdAndRemovedAtIsNullOrderByAddress(memberId);
    }

    @Transactional(readOnly = true)
    public Mailbox existing(long id) {
        return mailboxes.findByIdAndRemovedAtIsNull(id).orElseThrow(() -> new NoSuchMailbox(id));
    }

    private void note(Who by, String what, Mailbox mailbox, Map<String, ?> detail) {
        audit.note(by, what, new About("mailbox", mailbox.id(), mailbox.address()), detail);
    }

    private static String where(Mailbox mailbox) {
        var entrance = mailbox.entrance();
        if (mailbox.inTenant()) return "connection " + entrance.connectionId();
        return "%s:%d %s, user %s".formatted(entrance.host(), entrance.port(), entrance.tls(), entrance.username());
    }
}
