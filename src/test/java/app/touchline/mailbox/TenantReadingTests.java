package app.touchline.mailbox;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.partner.Partner;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static app.touchline.mailbox.TenantSamples.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** A mailbox at Microsoft 365 is read through its tenant's app, as any other mailbox is. */
@TouchlineTest
class TenantReadingTests {

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

    private final String domain = "graph" + NUMBER.incrementAndGet() + ".test";
    private final String theirs = "kim@" + domain;
    private final String ours = "box-" + domain + "@ours.test".replace("@", ".") + "@ours.test";
    private TenantSamples tenant;
    private StandInMailbox box;
    private Partner partner;

    @BeforeEach
    void aTenant() {
        tenant = new TenantSamples(bundles, connections, mailboxes, sync, jdbc);
        box = tenant.standIn.user(ours);
        partner = partners.tierOne("Read " + domain);
        partners.domain(partner, domain);
    }

    @AfterEach
    void close() {
        tenant.close();
        clock.reset();
    }

    @Test
    void newAndOldMailOfAllFoldersBecomesTouchesOnce() {
        box.deliver("inbox", mail(theirs, ours, "1@" + domain, 5));
        box.deliver("inbox", mail(theirs, ours, "2@" + domain, 24 * 90));
        box.deliver(box.make("Partners", "inbox").id, mail(theirs, ours, "3@" + domain, 24 * 30));
        box.deliver("archive", mail("stranger@nowhere.test", ours, "4@" + domain, 24 * 31));
        for (var leftOut : Set.of("junkemail", "deleteditems", "drafts", "outbox"))
            box.deliver(leftOut, mail(theirs, ours, leftOut + "@" + domain, 24 * 20));
        var id = tenant.read(box);
        tenant.readToTheEnd(id);
        assertThat(tenant.touches(partner)).isEqualTo(3);
        assertThat(tenant.counter(id, "read")).isEqualTo(4);
        assertThat(tenant.counter(id, "strangers")).isEqualTo(1);
        box.deliver("inbox", mail(theirs, ours, "5@" + domain, 0));
        tenant.readToTheEnd(id);
        tenant.readToTheEnd(id);
        assertThat(tenant.touches(partner)).isEqualTo(4);
        assertThat(tenant.state(id)).first().isEqualTo("LIVE");
    }
}
