package app.touchline.mailbox;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.partner.Partner;

import static app.touchline.testing.TestClock.START;

/** A tenant in a stand-in, connected, and what one asks about its mailboxes. */
final class TenantSamples implements AutoCloseable {

    final StandIn standIn = new StandIn();
    private final ConnectionRecords connections;
    private final MailboxRecords mailboxes;
    private final MailSync sync;
    private final JdbcClient jdbc;
    final long connection;

    TenantSamples(
            SslBundles bundles,
            ConnectionRecords connections,
            MailboxRecords mailboxes,
            MailSync sync,
            JdbcClient jdbc) {
        app.touchline.mailbox.graph.standin.Trusting.standIns(bundles);
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.sync = sync;
        this.jdbc = jdbc;
        this.connection = connect(new Tenant.Credential.Secret(standIn.tokens.secret));
    }

    private long connect(Tenant.Credential credential) {
        return connections.add("Tenant", tenant(credential), null, Who.TOUCHLINE);
    }

    Tenant tenant(Tenant.Credential credential) {
        return new Tenant(
                0,
                standIn.tokens.tenant,
                standIn.tokens.clientId,
                credential,
                URI.create(standIn.graphUrl()),
                URI.create(standIn.authorityUrl()));
    }

    long read(StandInMailbox mailbox) {
        return mailboxes.add(
                new NewTenantMailbox(mailbox.address, null, connection, LocalDate.of(2026, 5, 22), true),
                Who.TOUCHLINE);
    }

    void readToTheEnd(long id) {
        for (int turns = 0; turns < 300; turns++) if (sync.runSlice(id) instanceof Slice.ReadToTheEnd) return;
        throw new AssertionError("never read to the end: " + state(id));
    }

    List<Object> state(long id) {
        return jdbc.sql("select state, last_error, fail_count from mailbox where id = :id")
                .param("id", id)
                .query((row, index) -> List.<Object>of(
                        String.valueOf(row.getString("state")),
                        String.valueOf(row.getString("last_error")),
                        row.getInt("fail_count")))
                .single();
    }

    long touches(Partner partner) {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :partner")
                .param("partner", partner.id())
                .query(Long.class)
                .single();
    }

    long counter(long id, String what) {
        return jdbc.sql("select coalesce(sum(n), 0) from mailbox_counter where mailbox_id = :id and what = :what")
                .param("id", id)
                .param("what", what)
                .query(Long.class)
                .single();
    }

    static StandInItem mail(String from, String to, String id, int hoursAgo) {
        return StandInMailbox.mail(from, to, id, START.minusSeconds(3_600L * hoursAgo));
    }

    @Override
    public void close() {
        standIn.close();
    }
}
