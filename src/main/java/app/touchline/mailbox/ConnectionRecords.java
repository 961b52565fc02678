package app.touchline.mailbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.secrets.Secrets;

/** Adds, changes and removes connections to tenants. Each change is audited, never with a credential. */
@Service
public class ConnectionRecords {

    private final MailConnections connections;
    private final TenantGate gate;
    private final Secrets secrets;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConnectionRecords(
            MailConnections connections,
            TenantGate gate,
            Secrets secrets,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.connections = connections;
        this.gate = gate;
        this.secrets = secrets;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** @throws AlreadyConnected when this app of this tenant is connected */
    @Transactional
    public long add(String name, Tenant tenant, @Nullable String scopeMeant, Who by) {
        if (connections
                .findByTenantAndClientIdAndRemovedAtIsNull(tenant.id(), tenant.clientId())
                .isPresent()) throw new AlreadyConnected("This app of this tenant");
        var connection =
                connections.saveAndFlush(new MailConnection(name, tenant, scopeMeant, secrets, clock.instant()));
        note(by, "connected", connection);
        return connection.id();
    }

    /** @throws AlreadyConnected when this service account is connected */
    @Transactional
    public long add(String name, GoogleAccount account, String keyFile, Who by) {
        if (connections
                .findByTenantAndClientIdAndRemovedAtIsNull(account.email(), account.email())
                .isPresent()) throw new AlreadyConnected("This service account");
        var connection = connections.saveAndFlush(new MailConnection(name, account, keyFile, secrets, clock.instant()));
        note(by, "connected", connection);
        return connection.id();
    }

    /** Another key of the same account; what waited for it is read at once, from where it was. */
    @Transactional
    public void renew(long id, String keyFile, Who by) {
        var connection = existing(id);
        connection.renew(keyFile, secrets);
        connections.saveAndFlush(connection);
        note(by, "given a new credential", connection);
        gate.opened(id).forEach(mailbox -> events.publishEvent(new MailboxSchedule.ReadNow(mailbox)));
    }

    @Transactional
    public void rename(long id, String name, @Nullable String scopeMeant, Who by) {
        var connection = existing(id);
        connection.rename(name, scopeMeant);
        connections.saveAndFlush(connection);
        note(by, "changed", connection);
    }

    /** Whether new mail is to be told; what is not wanted any more is ended soon. */
    @Transactional
    public void beTold(long id, boolean ofNewMail, Who by) {
        var connection = existing(id);
        if (connection.notifications() == ofNewMail) return;
        connection.beTold(ofNewMail);
        connections.saveAndFlush(connection);
        note(by, ofNewMail ? "told of new mail" : "not told of new mail any more", connection);
    }

    /** Whether calendars are read for meetings; touches that were captured stay. */
    @Transactional
    public void readMeetings(long id, boolean wanted, Who by) {
        var connection = existing(id);
        if (connection.meetings() == wanted) return;
        connection.readMeetings(wanted);
        connections.saveAndFlush(connection);
        note(by, wanted ? "read for meetings" : "not read for meetings any more", connection);
    }

    /** What waited for the new credential is read at once, from where it was. */
    @Transactional
    public void renew(long id, Tenant.Credential credential, Who by) {
        var connection = existing(id);
        connection.renew(credential, secrets);
        connections.saveAndFlush(connection);
        note(by, "given a new credential", connection);
        gate.opened(id).forEach(mailbox -> events.publishEvent(new MailboxSchedule.ReadNow(mailbox)));
    }

    /** @throws IllegalStateException while mailboxes are read through it */
    @Transactional
    public void remove(long id, Who by) {
        var connection = existing(id);
        if (gate.isUsed(id)) throw new IllegalStateException("mailboxes are read through this connection");
        connection.remove(clock.instant());
        connections.saveAndFlush(connection);
        note(by, "removed", connection);
    }

    @Transactional(readOnly = true)
    public List<MailConnection> all() {
        return connections.findByRemovedAtIsNullOrderByNameAscIdAsc();
    }

    @Transactional(readOnly = true)
    public MailConnection existing(long id) {
        return connections.findByIdAndRemovedAtIsNull(id).orElseThrow(() -> new NoSuchConnection(id));
    }

    /** With its credential, ready for use. */
    @Transactional(readOnly = true)
    public Tenant tenant(long id) throws MailTrouble {
        return existing(id)
                .open(secrets)
                .orElseThrow(() -> new MailTrouble(new Trouble.Transient(
                        "The stored credential of the tenant was encrypted with another key: start Touchline with the former"
                                + " TOUCHLINE_SECRET_KEY, or enter the credential again.")));
    }

    /** With its key, ready for use. */
    @Transactional(readOnly = true)
    public GoogleAccount google(long id) throws MailTrouble {
        return existing(id)
                .openGoogle(secrets)
                .orElseThrow(() -> new MailTrouble(new Trouble.Transient(
                        "The stored key of the service account was encrypted with another key: start Touchline with the former"
                                + " TOUCHLINE_SECRET_KEY, or enter it again.")));
    }

    private void note(Who by, String what, MailConnection connection) {
        audit.note(
                by,
                what,
                new About("connection", connection.id(), connection.name()),
                Map.of("tenant", connection.tenant(), "app", connection.clientId()));
    }
}
