package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import app.touchline.touch.Direction;

import static app.touchline.mailbox.Mail.NOON;
import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

class OccurrenceTests {

    private static final Instant NOW = NOON.plus(Duration.ofDays(30));
    private static final Duration NINE_MINUTES = Duration.ofMinutes(9);

    @Test
    void receivedMailHasTheServersTime() {
        assertThat(received(mail("a@x.test").at(NOON).sentAt(NOON.minus(NINE_MINUTES))))
                .isEqualTo(NOON);
        assertThat(received(mail("a@x.test").at(NOON).sentAt(NOON.plus(Duration.ofHours(7)))))
                .isEqualTo(NOON);
    }

    @Test
    void sentMailHasItsDateWithinTenMinutesOfTheServer() {
        assertThat(sent(mail("a@x.test").at(NOON).sentAt(NOON.minus(NINE_MINUTES))))
                .isEqualTo(NOON.minus(NINE_MINUTES));
        assertThat(sent(mail("a@x.test").at(NOON).sentAt(NOON.minusSeconds(600))))
                .isEqualTo(NOON);
        assertThat(sent(mail("a@x.test").at(NOON).without("Date"))).isEqualTo(NOON);
    }

    @Test
    void aDateThatCannotBeIsNotBelieved() {
        for (var odd : new Instant[] {Instant.EPOCH, Instant.parse("2038-01-19T03:14:08Z")}) {
            assertThat(received(mail("a@x.test").at(NOON).sentAt(odd))).isEqualTo(NOON);
            assertThat(sent(mail("a@x.test").at(NOON).sentAt(odd))).isEqualTo(NOON);
            assertThat(Occurrence.isInDoubt(
                            mail("a@x.test").at(NOON).sentAt(odd).message(), NOW))
                    .isFalse();
        }
    }

    @Test
    void inAMailboxThatWasMovedTheNewestReceivedHeaderDecides() {
        var moved = mail("a@x.test").at(NOON).receivedAt(NOON.plus(Duration.ofDays(9)));
        assertThat(Occurrence.isInDoubt(moved.message(), NOW)).isTrue();
        assertThat(received(moved.more(false, NOON.plusSeconds(20)))).isEqualTo(NOON.plusSeconds(20));
        assertThat(sent(moved.more(false, NOON.plusSeconds(20)))).isEqualTo(NOON);
    }

    @Test
    void withoutOneOurOwnCopyHasItsDateAndAnothersTheServersTime() {
        var moved = mail("a@x.test").at(NOON).receivedAt(NOON.plus(Duration.ofDays(9)));
        assertThat(sent(moved)).isEqualTo(NOON);
        assertThat(received(moved)).isEqualTo(NOON.plus(Duration.ofDays(9)));
    }

    @Test
    void nothingHappensInTheFuture() {
        assertThat(received(mail("a@x.test").at(NOW.plusSeconds(5)))).isEqualTo(NOW);
    }

    private static Instant received(Mail mail) {
        return Occurrence.of(mail.message(), Direction.RECEIVED, NOW);
    }

    private static Instant sent(Mail mail) {
        return Occurrence.of(mail.message(), Direction.SENT, NOW);
    }
}
