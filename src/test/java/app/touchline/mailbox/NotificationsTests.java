package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Microsoft 365 tells of new mail: it makes reading sooner, and never anything else. */
@TouchlineTest
@SuppressWarnings("NullAway.Init") // filled before each test
class NotificationsTests extends InATenant {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    SubscriptionRound round;

    @Autowired
    SchedulerClock schedulerClock;

    private Bridge bridge;
    private long id;

    @BeforeEach
    void aMailboxThatIsReadAndTold() {
        bridge = new Bridge(mvc);
        baseUrl(bridge.url());
        connections.beTold(connection, true, Who.TOUCHLINE);
        box.deliver("inbox", mail(1));
        id = connect(box);
        readToTheEnd(id);
        round.go();
        rests();
    }

    @AfterEach
    void end() {
        baseUrl(null);
        connections.beTold(connection, false, Who.TOUCHLINE);
        round.go();
        bridge.close();
    }

    private void baseUrl(@Nullable String url) {
        jdbc.sql("update programme set base_url = cast(:url as text)")
                .param("url", url)
                .update();
    }

    /** Not due for two minutes. */
    private void rests() {
        jdbc.sql("""
                update scheduled_tasks set execution_time = :at, picked = false
                where task_name = 'read-mailbox' and task_instance = cast(:id as text)
                """)
                .param("at", Timestamp.from(schedulerClock.now().plus(Duration.ofMinutes(2))))
                .param("id", id)
                .update();
    }

    /** In how long its job runs. */
    private Duration dueIn() {
        var at = jdbc.sql("""
                select execution_time from scheduled_tasks
                where task_name = 'read-mailbox' and task_instance = cast(:id as text)
                """)
                .param("id", id)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
        return Duration.between(schedulerClock.now(), at);
    }

    private Map<String, @Nullable Object> subscription() {
        return jdbc.sql("select * from mailbox_subscription where mailbox_id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private String note(String subscriptionId, String proof) {
        var json = Answer.JSON.createObjectNode();
        json.putArray("value")
                .addObject()
                .put("subscriptionId", subscriptionId)
                .put("clientState", proof)
                .put("changeType", "created")
                .put("resource", "Users/x/Messages/y");
        return json.toString();
    }

    private int sent(String body) {
        return standIn.subscriptions
                .post(bridge.url() + NotificationAddress.PATH, body)
                .join()
                .statusCode();
    }

    private boolean isSoon(Duration in) {
        return in.compareTo(Duration.ofSeconds(10)) < 0;
    }

    @Test
    void newMailIsTold() {
        assertThat(standIn.subscriptions.active).hasSize(1);
        box.deliver("inbox", mail(0));
        standIn.subscriptions.settle();
        assertThat(standIn.subscriptions.answers).containsExactly(202);
        assertThat(dueIn()).matches(this::isSoon);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(subscription().get("notified_at")).isNotNull();
    }

    @Test
    @DisplayName("30 a notification that is lost costs time, and no mail")
    void aLostNotification() {
        standIn.subscriptions.copies = 0;
        box.deliver("inbox", mail(0));
        standIn.subscriptions.settle();
        assertThat(dueIn()).isGreaterThan(Duration.ofMinutes(1));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    @DisplayName("30 a notification that comes five times is one reading and one touch")
    void aDoubledNotification() {
        standIn.subscriptions.copies = 5;
        box.deliver("inbox", mail(0));
        standIn.subscriptions.settle();
        assertThat(standIn.subscriptions.answers).containsOnly(202).hasSize(5);
        assertThat(dueIn()).matches(this::isSoon);
        readToTheEnd(id);
        rests();
        box.deliver("inbox", mail(0));
        standIn.subscriptions.settle();
        assertThat(dueIn())
                .as("a burst is read every few seconds, not with each message")
                .matches(this::isSoon);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
    }

    @Test
    @DisplayName("30 a forged notification is answered like any other, and nothing happens")
    void aForgedNotification() {
        var real = standIn.subscriptions.active.values().iterator().next();
        var before = dueIn();
        assertThat(sent(note(real.id, "guessed"))).isEqualTo(202);
        assertThat(sent(note(real.id, ""))).isEqualTo(202);
        assertThat(sent(note("another", real.clientState))).isEqualTo(202);
        assertThat(sent(note(real.id, "guessed")
                        .replace("\"changeType\":\"created\"", "\"lifecycleEvent\":\"subscriptionRemoved\"")))
                .isEqualTo(202);
        assertThat(dueIn()).isEqualTo(before);
        assertThat(subscription()).containsEntry("subscription_id", real.id).containsEntry("notified_at", null);
        assertThat(sent(note(real.id, real.clientState))).isEqualTo(202);
        assertThat(dueIn()).matches(this::isSoon);
    }

    @Test
    void nonsenseAndTooMuchIsSentAway() {
        var before = dueIn();
        assertThat(sent("not json")).isEqualTo(400);
        assertThat(sent("{}")).isEqualTo(400);
        assertThat(sent("{\"value\":[" + "{},".repeat(1_001) + "{}]}")).isEqualTo(400);
        assertThat(sent("{\"value\":[\"" + "x".repeat(1 << 20) + "\"]}")).isEqualTo(413);
        assertThat(sent("{\"value\":[null, 7, [], {\"subscriptionId\": {}}]}")).isEqualTo(202);
        assertThat(dueIn()).isEqualTo(before);
        assertThat(mvc.get().uri(NotificationAddress.PATH)).hasStatus(302);
    }

    @Test
    void aNodeLooksAtSoManyAndNoMore() {
        var rate = new NotificationRate();
        var now = System.nanoTime();
        int allowed = 0;
        for (int i = 0; i < 10_000; i++) if (rate.allows(now)) allowed++;
        assertThat(allowed).isEqualTo(NotificationRate.AT_ONCE);
        assertThat(rate.allows(now + 1_000_000_000L)).isTrue();
    }

    @Test
    void whoeverAsksWhoseTheAddressIsGetsAnAnswerWhileNewMailIsToBeTold() {
        jdbc.sql("update mail_connection set notifications = false where id <> :id")
                .param("id", connection)
                .update();
        passes(Duration.ofDays(1));
        assertThat(asked("Are you <b>there</b>? + 100%")).hasStatusOk().hasContentTypeCompatibleWith("text/plain");
        assertThat(asked("Are you <b>there</b>? + 100%")).hasBodyTextEqualTo("Are you <b>there</b>? + 100%");
        assertThat(asked("x".repeat(5_000))).hasStatus(404);
        connections.beTold(connection, false, Who.TOUCHLINE);
        assertThat(asked("x")).hasStatus(404);
    }

    private MvcTestResult asked(String token) {
        return mvc.post()
                .uri(NotificationAddress.PATH)
                .param("validationToken", token)
                .exchange();
    }

    @Test
    void aSubscriptionIsRenewedWhenHalfItsTimeIsOver() {
        var real = standIn.subscriptions.active.values().iterator().next();
        var first = real.expires;
        passes(SubscriptionRound.LIFETIME.dividedBy(2).minusMinutes(1));
        round.go();
        assertThat(real.expires).isEqualTo(first);
        passes(Duration.ofMinutes(2));
        round.go();
        assertThat(real.expires).isEqualTo(clock.instant().plus(SubscriptionRound.LIFETIME));
        assertThat(standIn.subscriptions.active).containsOnlyKeys(real.id);
    }

    @Test
    @DisplayName("30 a subscription that expired while nobody was there is made anew; the mail between is found")
    void aSubscriptionExpiredWhileDown() {
        var old = standIn.subscriptions.active.values().iterator().next();
        passes(Duration.ofDays(5));
        box.deliver("inbox", mail(30));
        standIn.subscriptions.settle();
        assertThat(standIn.subscriptions.answers).isEmpty();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        round.go();
        standIn.subscriptions.active.remove(old.id);
        assertThat(standIn.subscriptions.active).hasSize(1);
        rests();
        box.deliver("inbox", mail(0));
        standIn.subscriptions.settle();
        assertThat(dueIn()).matches(this::isSoon);
    }

    @Test
    @DisplayName("30 Graph says that it removed a subscription, wants it renewed, or missed something")
    void theLifeOfASubscription() {
        var first = standIn.subscriptions.active.values().iterator().next();
        standIn.subscriptions.lifecycle("missed");
        standIn.subscriptions.settle();
        assertThat(dueIn()).matches(this::isSoon);

        passes(Duration.ofMinutes(10));
        standIn.subscriptions.lifecycle("reauthorizationRequired");
        standIn.subscriptions.settle();
        round.go();
        assertThat(first.expires).isEqualTo(clock.instant().plus(SubscriptionRound.LIFETIME));

        standIn.subscriptions.lifecycle("subscriptionRemoved");
        standIn.subscriptions.settle();
        assertThat(standIn.subscriptions.active).isEmpty();
        round.go();
        assertThat(standIn.subscriptions.active).hasSize(1).doesNotContainKey(first.id);
        assertThat(standIn.subscriptions.answers).containsOnly(202);
    }

    @Test
    void aSubscriptionThatGraphForgotIsMadeAnew() {
        standIn.subscriptions.active.clear();
        passes(SubscriptionRound.LIFETIME.dividedBy(2).plusMinutes(1));
        round.go();
        assertThat(standIn.subscriptions.active).hasSize(1);
    }

    @Test
    void aMailboxInTroubleKeepsItsPause() {
        box.enabled = false;
        sync.runSlice(id);
        rests();
        var real = standIn.subscriptions.active.values().iterator().next();
        assertThat(sent(note(real.id, real.clientState))).isEqualTo(202);
        assertThat(dueIn()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void whatIsNotWantedAnyMoreEnds() {
        mailboxes.pause(id, Who.TOUCHLINE);
        round.go();
        assertThat(standIn.subscriptions.active).isEmpty();
        mailboxes.resume(id, Who.TOUCHLINE);
        readToTheEnd(id);
        round.go();
        assertThat(standIn.subscriptions.active).hasSize(1);
        connections.beTold(connection, false, Who.TOUCHLINE);
        round.go();
        assertThat(standIn.subscriptions.active).isEmpty();
    }

    @Test
    void anAddressWithoutHttpsOrThatCannotBeReachedIsSaid() {
        connections.beTold(connection, false, Who.TOUCHLINE);
        round.go();
        connections.beTold(connection, true, Who.TOUCHLINE);
        baseUrl("http://touchline.example.com");
        round.go();
        assertThat(standIn.subscriptions.active).isEmpty();
        bridge.close();
        baseUrl(bridge.url());
        round.go();
        assertThat(String.valueOf(subscription().get("last_error")))
                .startsWith("Microsoft 365 could not reach Touchline");
        bridge = new Bridge(mvc);
        baseUrl(bridge.url());
        round.go();
        assertThat(standIn.subscriptions.active).as("not at once").isEmpty();
        passes(Duration.ofMinutes(5));
        round.go();
        assertThat(standIn.subscriptions.active).hasSize(1);
    }

    @Test
    void theProofIsKeptAsAHashOnly() {
        var real = standIn.subscriptions.active.values().iterator().next();
        var rows = jdbc.sql("select row_to_json(s)::text from mailbox_subscription s")
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list();
        assertThat(real.clientState).hasSizeGreaterThan(40);
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(real.clientState));
    }
}
