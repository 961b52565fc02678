package app.touchline.mailbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.partner.Partner;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TestClock;

/** A partner whose mail is read from somewhere, turn by turn; and what a test asks about it. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class MailOfAPartner {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MailSync sync;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    /** Which test of the run this is: a port may be given out twice, this is not. */
    final int number = COUNT.incrementAndGet();

    /** The test's, who knows where its people write from. */
    Partner partner;

    void aPartnerAt(String domain) {
        partner = partners.tierOne("Partner at " + domain);
        partners.domain(partner, domain);
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
}
