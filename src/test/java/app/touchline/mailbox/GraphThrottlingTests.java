package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import app.touchline.alert.AlertWatch;
import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults 8 and 10 to 18 of a tenant: what ends a turn costs no mail, and how long is waited is the server's to say. */
@TouchlineTest
class GraphThrottlingTests extends InATenant {

    @Autowired
    TenantGate gate;

    @Autowired
    AlertWatch mailboxesThatNeedANewSignIn;

    private long requestsFor(String address) {
        return standIn.count(request -> request.user().equals(address));
    }

    @Test
    @DisplayName("8 the token expires in the middle of a page")
    void theTokenExpiresMidPage() {
        for (int i = 0; i < 20; i++) box.deliver("inbox", mail(i));
        var id = connect(box);
        standIn.instead = (request, usual) -> {
            if (request.isMessageList() && standIn.tokens.asked.get() == 1) {
                standIn.tokens.expireTokens();
                return Answer.error(401, "InvalidAuthenticationToken", "Lifetime validation failed.");
            }
            return null;
        };
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(20);
        assertThat(standIn.tokens.asked).hasValue(2);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    @DisplayName("10 the connection is cut in the middle of a page")
    void theConnectionIsCutInTheMiddleOfAPage() {
        for (int i = 0; i < 20; i++) box.deliver("inbox", mail(i));
        var id = connect(box);
        standIn.instead = (request, usual) -> request.isDelta() ? usual.get().cutAfter(2_000) : null;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(touches()).isZero();
        standIn.instead = (request, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(20);
    }

    @Test
    @DisplayName("11 a pause of five seconds is kept by this mailbox and no other")
    void aPauseOfFiveSecondsIsKeptByThisMailboxAndNoOther() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        var other = anotherMailbox("other");
        standIn.instead =
                (request, usual) -> request.user().equals(ours) && request.isDelta() ? Answer.throttled(5) : null;
        assertThat(sync.runSlice(id))
                .isInstanceOfSatisfying(
                        Slice.Later.class,
                        later -> assertThat(later.after()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7)));
        readToTheEnd(other);
        standIn.instead = (request, usual) -> null;
        var before = requestsFor(ours);
        passes(Duration.ofMillis(4_900));
        mailboxes.checkNow(id);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(requestsFor(ours)).isEqualTo(before);
        passes(Duration.ofSeconds(3));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    @DisplayName("12 a pause of ten minutes is kept, and nobody sleeps")
    void aPauseOfTenMinutesIsKeptAndNobodySleeps() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        standIn.instead = (request, usual) -> request.isDelta() ? Answer.throttled(600) : null;
        var begun = System.nanoTime();
        assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofMinutes(10)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        standIn.instead = (request, usual) -> null;
        var before = requestsFor(ours);
        passes(Duration.ofSeconds(599));
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(requestsFor(ours)).isEqualTo(before);
        passes(Duration.ofSeconds(1));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    @DisplayName("13 a storm spreads the mailboxes out, and the tenant recovers")
    void aStormSpreadsTheMailboxesOutAndTheTenantRecovers() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 6; i++) ids.add(anotherMailbox("storm" + i));
        standIn.instead = (request, usual) -> Answer.error(503, "ServiceUnavailable", "Busy.");
        var waits = new ArrayList<Duration>();
        for (var id : ids) waits.add(((Slice.Later) sync.runSlice(id)).after());
        assertThat(waits).doesNotHaveDuplicates();
        assertThat(connectionRow()).containsEntry("concurrency", 4);
        passes(Duration.ofMinutes(1));
        var longer = ((Slice.Later) sync.runSlice(ids.getFirst())).after();
        assertThat(longer).isGreaterThan(waits.getFirst());
        assertThat(connectionRow()).containsEntry("concurrency", 2);
        standIn.instead = (request, usual) -> null;
        passes(Duration.ofMinutes(20));
        ids.forEach(this::readToTheEnd);
        assertThat(touches()).isEqualTo(6);
    }

    @Test
    void aTenantIsReadByNoMoreAtOnceThanItBears() {
        var first = anotherMailbox("first");
        var second = connect(box);
        jdbc.sql("update mail_connection set concurrency = 1, concurrency_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", connection)
                .update();
        jdbc.sql("update mailbox set reading_until = :until where id = :id")
                .param("until", Timestamp.from(clock.instant().plusSeconds(120)))
                .param("id", first)
                .update();
        assertThat(sync.runSlice(second)).isInstanceOf(Slice.Later.class);
        assertThat(standIn.requests).isEmpty();
        passes(Duration.ofSeconds(61)); // one more with each quiet minute
        readToTheEnd(second);
    }

    @Test
    @DisplayName("13 a storm of hours brings the tenant down to one at a time, and it comes back one by one")
    void aStormOfHours() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) ids.add(anotherMailbox("hours" + i));
        standIn.instead = (request, usual) -> Answer.error(429, "ApplicationThrottled", "Too many requests.");
        var again = new HashMap<Long, Instant>();
        var end = clock.instant().plus(Duration.ofHours(4));
        var allowed = new TreeSet<Integer>();
        while (clock.instant().isBefore(end)) {
            for (var id : ids) {
                if (again.getOrDefault(id, Instant.EPOCH).isAfter(clock.instant())) continue;
                if (sync.runSlice(id) instanceof Slice.Later later)
                    again.put(id, clock.instant().plus(later.after()));
            }
            allowed.add((Integer) connectionRow().get("concurrency"));
            passes(Duration.ofSeconds(30));
        }
        assertThat(allowed.first()).isEqualTo(1);
        // between two that come back by chance far apart it grows by one a minute, and is halved again at once
        assertThat((Integer) connectionRow().get("concurrency")).isLessThan(5);
        assertThat(standIn.requests)
                .as("30 s, 60 s ... then every quarter of an hour")
                .hasSizeLessThan(12 * 30);
        assertThat(new HashSet<>(again.values()))
                .as("no two come back together")
                .hasSize(12);
        standIn.instead = (request, usual) -> null;
        jdbc.sql("update mail_connection set concurrency = 1, concurrency_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", connection)
                .update();
        passes(Duration.ofMinutes(2));
        assertThat(ids.stream().filter(id -> gate.turnedAway(id) == null))
                .as("one, and one more with each minute")
                .hasSize(3);
        ids.forEach(gate::left);
        passes(Duration.ofMinutes(20));
        assertThat(ids.stream().filter(id -> gate.turnedAway(id) == null)).hasSize(12);
        ids.forEach(gate::left);
        ids.forEach(this::readToTheEnd);
        assertThat(touches()).isEqualTo(12);
    }

    @Test
    @DisplayName("15 the secret expires; after a new one the gap is filled")
    void afterANewSecretTheGapIsFilled() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        var other = anotherMailbox("other");
        readToTheEnd(id);
        readToTheEnd(other);
        standIn.tokens.secretExpired = true;
        standIn.tokens.expireTokens();
        passes(Duration.ofDays(5));
        for (int day = 0; day < 5; day++) box.deliver("inbox", mail(24 * day + 1));
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(connectionRow()).containsEntry("state", "REAUTH_REQUIRED");
        assertThat(mailboxesThatNeedANewSignIn.standing())
                .filteredOn(alert -> alert.about().equals("connection " + connection)
                        || alert.about().equals("mailbox " + id)
                        || alert.about().equals("mailbox " + other))
                .hasSize(1);
        assertThat(String.valueOf(connectionRow().get("last_error"))).contains("AADSTS7000222");
        var asked = standIn.tokens.asked.get();
        assertThat(sync.runSlice(other)).isInstanceOf(Slice.Resting.class);
        assertThat(state(other)).isEqualTo("REAUTH_REQUIRED");
        assertThat(standIn.tokens.asked).hasValue(asked);
        standIn.tokens.secretExpired = false;
        standIn.tokens.secret = "the-new-one";
        connections.renew(connection, new Tenant.Credential.Secret("the-new-one"), Who.TOUCHLINE);
        readToTheEnd(id);
        readToTheEnd(other);
        assertThat(touches()).isEqualTo(7);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    @DisplayName("16 a scope that shrank closes the mailbox until it is restored")
    void aScopeThatShrankClosesTheMailboxUntilItIsRestored() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        standIn.scope = Set.of();
        assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofHours(1)));
        assertThat(state(id)).isEqualTo("REAUTH_REQUIRED");
        assertThat(touches()).isEqualTo(1);
        var before = requestsFor(ours);
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(requestsFor(ours)).isEqualTo(before);
        box.deliver("inbox", mail(0));
        standIn.scope = null;
        passes(Duration.ofMinutes(1));
        mailboxes.checkNow(id); // an admin need not wait for the hour to be over
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    @DisplayName("16 a closed mailbox is tried every hour for a day, then once a day, and catches up whenever it opens")
    void aClosedMailboxIsTriedForDays() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        standIn.scope = Set.of();
        for (int hour = 0; hour < 24; hour++) {
            assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofHours(1)));
            passes(Duration.ofHours(1));
        }
        for (int day = 0; day < 9; day++) {
            assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofDays(1)));
            box.deliver("inbox", mail(0));
            passes(Duration.ofDays(1));
        }
        standIn.scope = null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(10);
    }

    @Test
    @DisplayName("17 a mailbox that flaps comes back, and one that stays away is gone")
    void aMailboxThatFlapsComesBackAndOneThatStaysAwayIsGone() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        box.enabled = false;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(state(id)).isEqualTo("GONE_SUSPECT");
        box.enabled = true;
        readToTheEnd(id);
        assertThat(state(id)).isEqualTo("LIVE");
        box.enabled = false;
        for (int hours = 0; hours < 24; hours += 8) {
            sync.runSlice(id);
            assertThat(state(id)).isEqualTo("GONE_SUSPECT");
            passes(Duration.ofHours(8));
        }
        assertThat(sync.runSlice(id)).isEqualTo(new Slice.Later(Duration.ofDays(1)));
        assertThat(state(id)).isEqualTo("GONE");
        assertThat(touches()).isEqualTo(1);
        box.enabled = true;
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    @DisplayName("18 a mailbox made anew under the same address is read anew")
    void aMailboxMadeAnewUnderTheSameAddressIsReadAnew() {
        var old = mail(24 * 40);
        box.deliver("inbox", old);
        var id = connect(box);
        readToTheEnd(id);
        var anew = standIn.user(ours);
        var copy = app.touchline.mailbox.graph.standin.StandInMailbox.mail(
                theirs, ours, old.internetMessageId.replaceAll("[<>]", ""), old.receivedAt);
        anew.deliver("inbox", copy);
        anew.deliver("inbox", mail(24 * 39));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from mailbox_folder where mailbox_id = :id and gone")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isPositive();
    }
}
