package app.touchline.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.imap.ScriptedServer;
import app.touchline.partner.Partner;
import app.touchline.settings.SettingsReader;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Partners that change while a mailbox is still being read: in turns of three pages of two messages. */
@TouchlineTest
class ReadAgainTests {

    @Autowired
    Turns turns;

    @Autowired
    ReadingProgress progress;

    @Autowired
    TenantGate gate;

    @Autowired
    Doors doors;

    @Autowired
    MailIntake intake;

    @Autowired
    MeetingReading meetings;

    @Autowired
    SettingsReader settings;

    @Autowired
    AfterTrouble afterTrouble;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    MailboxReader health;

    @Autowired
    MailboxHealthReader freshness;

    @Autowired
    PartnerSamples partners;

    @Autowired
    JdbcClient jdbc;

    private final ScriptedServer server = new ScriptedServer();
    private final String ours = "again" + server.port() + "@ours.test";
    private final String early = "early" + server.port() + ".test";
    private final String late = "late" + server.port() + ".test";
    private Partner partner;
    private long id;

    @BeforeEach
    void fortyMessagesOfWhichSixAreRead() {
        partner = partners.tierOne("Again " + server.port());
        partners.domain(partner, early);
        server.holds("kim@" + early, ours, LongStream.rangeClosed(1, 20).toArray());
        server.holds("lou@" + late, ours, LongStream.rangeClosed(21, 40).toArray());
        id = mailboxes.add(
                new NewMailbox(ours, null, server.account(), LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, page_limit, page_limit_on, page_size)
                values (:id, 'INBOX', 'INBOX', 2, '2999-01-01', 2)
                """).param("id", id).update();
        turn();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoeverIsEnteredDuringTheFirstReadingIsFoundInAllOfIt() {
        assertThat(standing().backfill()).isNotNull();
        partners.domain(partner, late);
        turn();
        assertThat(standing().rereadWords())
                .isEqualTo(
                        "Partners, contacts or domains have changed: 40 messages will be looked through for them, when the"
                                + " older mail is in.");
        assertThat(Objects.requireNonNull(freshness.freshness().backfill()).left())
                .as("what is read again is still to come")
                .isGreaterThanOrEqualTo(40);

        for (int turns = 0; standing().backfill() != null; turns++) {
            assertThat(turns).isLessThan(20);
            turn();
        }
        assertThat(touches()).isLessThan(40);
        toTheEnd();
        assertThat(touches()).isEqualTo(40);
        assertThat(standing().rereadWords()).isNull();
        assertThat(standing().reread()).isNull();
        assertThat(standing().count("read")).isEqualTo(40);
    }

    @Test
    void aReReadingEndsThoughPartnersChangeBeforeEveryTurnOfIt() {
        toTheEnd();
        assertThat(touches()).isEqualTo(20);
        partners.domain(partner, late);
        for (int change = 0; change < 9; change++) {
            turn();
            partners.domain(partner, change + late);
        }
        assertThat(touches()).isEqualTo(40);
        assertThat(standing().rereadWords()).contains("once more");
        toTheEnd();
        assertThat(standing().rereadWords()).isNull();
    }

    private MailboxHealth standing() {
        return health.of(id).orElseThrow();
    }

    private Slice turn() {
        var threePages =
                new MailboxSettings(Duration.ofMinutes(2), Duration.ofMinutes(1), 3, 50, Duration.ofSeconds(1));
        return new MailSync(turns, progress, gate, doors, intake, meetings, settings, threePages, afterTrouble)
                .runSlice(id);
    }

    private void toTheEnd() {
        for (int turns = 0; turns < 60; turns++) if (turn() instanceof Slice.ReadToTheEnd) return;
        throw new AssertionError("never read to the end: " + standing());
    }

    private long touches() {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :partner")
                .param("partner", partner.id())
                .query(Long.class)
                .single();
    }
}
