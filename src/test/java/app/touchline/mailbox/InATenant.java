package app.touchline.mailbox;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Request;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.partner.Partner;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;

/** A tenant in a stand-in, connected, with one mailbox and one partner; and what a test asks about them. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class InATenant {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SslBundles bundles;

    @Autowired
    ConnectionRecords connections;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    MailSync sync;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    final StandIn standIn = new StandIn();
    final String domain = "graph" + NUMBER.incrementAndGet() + ".test";
    final String theirs = "kim@" + domain;
    final String ours = "box." + domain + "@ours.test";
    final StandInMailbox box = standIn.user(ours);
    long connection;
    Partner partner;
    private int sent;

    @BeforeEach
    void aTenant() {
        Trusting.standIns(bundles);
        standIn.clock = clock;
        partner = partners.tierOne("Partner of " + domain);
        partners.domain(partner, domain);
        connection = connections.add(
                "Tenant of " + domain,
                tenant(new Tenant.Credential.Secret(standIn.tokens.secret)),
                null,
                Who.TOUCHLINE);
    }

    @AfterEach
    void close() {
        standIn.close();
        clock.reset();
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

    long connect(StandInMailbox mailbox) {
        return mailboxes.add(
                new NewTenantMailbox(mailbox.address, null, connection, LocalDate.of(2026, 5, 22), true),
                Who.TOUCHLINE);
    }

    /** A mailbox of its own with a message from the partner. */
    long anotherMailbox(String name) {
        var other = standIn.user(name + "." + domain + "@ours.test");
        other.deliver("inbox", mail(1));
        return connect(other);
    }

    /** From the partner, received so many hours ago. */
    StandInItem mail(int hoursAgo) {
        return mail(theirs, hoursAgo);
    }

    StandInItem mail(String from, int hoursAgo) {
        sent++; // minutes apart, so that two are never taken for copies of one
        return StandInMailbox.mail(
                from,
                ours,
                sent + "@" + domain,
                clock.instant().minus(Duration.ofHours(hoursAgo)).minusSeconds(130L * sent));
    }

    void readToTheEnd(long id) {
        for (int turns = 0; turns < 300; turns++) if (sync.runSlice(id) instanceof Slice.ReadToTheEnd) return;
        throw new AssertionError("never read to the end: " + row(id));
    }

    void passes(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    Map<String, @Nullable Object> row(long id) {
        return jdbc.sql("select state, last_error, fail_count, not_before from mailbox where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    Object state(long id) {
        return String.valueOf(row(id).get("state"));
    }

    Map<String, @Nullable Object> connectionRow() {
        return jdbc.sql("select state, concurrency, last_error from mail_connection where id = :id")
                .param("id", connection)
                .query()
                .singleRow();
    }

    Map<String, @Nullable Object> folderRow(long id, String folder) {
        return jdbc.sql("select * from mailbox_folder where mailbox_id = :id and name = :name")
                .param("id", id)
                .param("name", box.folder(folder).id)
                .query()
                .singleRow();
    }

    long touches() {
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

    /** Small pages from now on, in all folders that were seen. */
    void smallPages(long id, int size) {
        jdbc.sql(
                        "update mailbox_folder set page_size = :size, page_limit = :size, page_limit_on = '2999-01-01' where mailbox_id = :id")
                .param("size", size)
                .param("id", id)
                .update();
    }

    boolean isDeltaOf(Request request, String folder) {
        return request.isDelta() && request.path().contains(box.folder(folder).id);
    }
}
