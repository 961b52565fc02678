package app.touchline.mailbox;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import app.touchline.settings.SettingsReader;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Partners that change while a mailbox is still being read: in turns of three pages of two messages. */
@TouchlineTest
class ReadAgainTests extends OnAScriptedServer {

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
    MailboxReader health;

    @Autowired
    MailboxHealthReader freshness;

    private final String late = "late" + number + ".test";
    private long id;

    @BeforeEach
    void fortyMessagesOfWhichSixAreRead() {
        server.holds(theirs, ours, LongStream.rangeClosed(1, 20).toArray());
        server.holds("lou@" + late, ours, LongStream.rangeClosed(21, 40).toArray());
        id = connect();
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, page_limit, page_limit_on, page_size)
                values (:id, 'INBOX', 'INBOX', 2, '2999-01-01', 2)
                """).param("id", id).update();
        turn();
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
}
