package app.touchline.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Request;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.graph.standin.Trusting;

/** A tenant in a stand-in, connected, with one mailbox and a partner who writes to it; and what a test asks about them. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class InATenant extends MailOfAPartner {

    static final LocalDate FLOOR = LocalDate.of(2026, 5, 22);

    @Autowired
    SslBundles bundles;

    @Autowired
    ConnectionRecords connections;

    final StandIn standIn = new StandIn();
    final String domain = "graph" + number + ".test";
    final String theirs = "kim@" + domain;
    final String ours = "box." + domain + "@ours.test";
    final StandInMailbox box = standIn.user(ours);
    long connection;
    private int sent;

    @BeforeEach
    void aTenant() {
        Trusting.standIns(bundles);
        standIn.clock = clock;
        aPartnerAt(domain);
        connection = connections.add("Tenant of " + domain, standIn.tenant(), null, Who.TOUCHLINE);
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    long connect(StandInMailbox mailbox) {
        return mailboxes.add(new NewTenantMailbox(mailbox.address, null, connection, FLOOR, true), Who.TOUCHLINE);
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
