package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.mailbox.graph.standin.TokenEndpoint;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** One token for all mailboxes of a tenant, one pause for all of them while the sign-in is busy. */
@TouchlineTest
class TenantSignInTests extends InATenant {

    private static Answer busy() {
        return TokenEndpoint.error(429, "temporarily_unavailable", "AADSTS90055: Tenant throttled.", 90055);
    }

    private Instant closedUntil() {
        return jdbc.sql("select not_before from mail_connection where id = :id")
                .param("id", connection)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
    }

    @Test
    @DisplayName("14 the sign-in asks for ten minutes: nobody of the tenant asks it before, and nobody sleeps")
    void aPauseOfTheSignInIsTheWholeTenants() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        var other = anotherMailbox("other");
        standIn.tokens.instead = busy().with("Retry-After", "600");
        var begun = System.nanoTime();
        assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofSeconds(600)));
        for (int minute = 0; minute < 10; minute++) {
            assertThat(sync.runSlice(other)).isInstanceOf(Slice.Later.class);
            assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
            mailboxes.checkNow(id);
            passes(Duration.ofSeconds(59));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        assertThat(standIn.tokens.asked).hasValue(1);
        assertThat(standIn.requests).isEmpty();
        standIn.tokens.instead = null;
        passes(Duration.ofSeconds(10));
        readToTheEnd(id);
        readToTheEnd(other);
        assertThat(standIn.tokens.asked).hasValue(2);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    @DisplayName("14 a sign-in that is busy for hours is asked by one mailbox at a time, ever more rarely")
    void thePausesOfATenantGrowWhoeverAsks() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) ids.add(anotherMailbox("hours" + i));
        standIn.tokens.instead = busy().withStatus(503);
        var pauses = new ArrayList<Duration>();
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < ids.size(); i++)
                assertThat(sync.runSlice(ids.get((round + i) % ids.size()))).isInstanceOf(Slice.Later.class);
            assertThat(standIn.tokens.asked).hasValue(round + 1);
            pauses.add(Duration.between(clock.instant(), closedUntil()));
            clock.set(closedUntil());
        }
        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        assertThat(pauses.get(3)).isGreaterThan(Duration.ofMinutes(3));
        assertThat(pauses.getLast()).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(18));
        standIn.tokens.instead = null;
        ids.forEach(this::readToTheEnd);
        assertThat(touches()).isEqualTo(4);
        standIn.tokens.expireTokens();
        standIn.tokens.instead = busy();
        passes(Duration.ofHours(2));
        sync.runSlice(ids.getFirst());
        assertThat(Duration.between(clock.instant(), closedUntil()))
                .as("a sign-in that went well ends the row")
                .isLessThan(Duration.ofSeconds(37));
    }

    @Test
    @DisplayName("14 those who are at the sign-in together get its refusal together")
    void oneQuestionForAllWhoWait() throws Exception {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 6; i++) ids.add(anotherMailbox("together" + i));
        standIn.tokens.instead = busy().with("Retry-After", "30");
        try (var threads = Executors.newFixedThreadPool(6)) {
            var turns = ids.stream()
                    .map(id -> (Callable<Slice>) () -> sync.runSlice(id))
                    .toList();
            for (var turn : threads.invokeAll(turns)) assertThat(turn.get()).isInstanceOf(Slice.Later.class);
        }
        assertThat(standIn.tokens.asked).hasValue(1);
        assertThat(connectionRow().get("concurrency")).as("one sign, not six").isEqualTo(4);
    }

    @Test
    void aTokenIsFetchedAnewBeforeItExpiresOnceForAll() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        var other = anotherMailbox("other");
        readToTheEnd(id);
        passes(Duration.ofMinutes(50));
        readToTheEnd(other);
        assertThat(standIn.tokens.asked).hasValue(1);
        passes(Duration.ofMinutes(6));
        readToTheEnd(id);
        readToTheEnd(other);
        assertThat(standIn.tokens.asked).hasValue(2);
    }

    @Test
    void aTokenOfAFewMinutesIsUsedForHalfOfThem() {
        standIn.tokens.expiresIn = 240;
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        passes(Duration.ofSeconds(90));
        readToTheEnd(id);
        assertThat(standIn.tokens.asked).hasValue(1);
        passes(Duration.ofSeconds(60));
        readToTheEnd(id);
        assertThat(standIn.tokens.asked).hasValue(2);
    }

    @Test
    void aTokenThatIsGoodForSomeMoreMinutesIsUsedWhileTheSignInIsBusy() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        passes(Duration.ofMinutes(57));
        standIn.tokens.instead = busy().with("Retry-After", "120");
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        readToTheEnd(id);
        assertThat(standIn.tokens.asked).hasValue(2);
        assertThat(touches()).isEqualTo(2);
        passes(Duration.ofMinutes(4));
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
    }
}
