package app.touchline.mailbox;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documentation leaves open, and what stands before Graph: said in other words, it is understood all the same. */
@TouchlineTest
@SuppressWarnings("NullAway.Init") // filled before each test
class GraphVariantsTests extends InATenant {

    @Autowired
    Tenants tenants;

    @Autowired
    MailboxReader health;

    private long read() {
        var id = connect(box);
        readToTheEnd(id);
        return id;
    }

    /** From now on, links to go on with in the inbox begin so. */
    private void linksAre(String beginning) {
        var usually = "http[^\"]*" + box.folder("inbox").id + "[^\"?]*/messages/[^\"?]*delta[^\"?]*\\?";
        standIn.instead = (request, usual) -> {
            var answer = usual.get();
            var body = answer.body().replaceAll(usually, Matcher.quoteReplacement(beginning));
            return new Answer(answer.status(), answer.headers(), answer.contentType(), body, -1);
        };
    }

    private boolean isAsked(String path) {
        return standIn.requests.stream()
                .anyMatch(request -> request.uri().toString().contains(path));
    }

    @Test
    void aLinkIsFollowedHoweverItNamesTheMailboxTheFunctionAndTheHost() {
        var folder = box.folder("inbox").id;
        var links = Map.of(
                standIn.graphUrl(),
                "/users/" + ours.replace("@", "%40") + "/mailFolders/" + folder + "/messages/delta()?",
                standIn.graphUrl() + "/",
                "users('" + ours + "')/mailFolders('" + folder + "')/messages/microsoft.graph.delta()?",
                standIn.graphUrl().replace("localhost", "LOCALHOST"),
                "/users/" + ours + "/mailFolders/" + folder + "/messages/microsoft.graph.delta?",
                standIn.graphUrl().replace("http", "HTTP"),
                "/users/" + box.id + "/mailFolders/" + folder + "/messages/delta?");
        var id = read();
        links.forEach((host, path) -> {
            linksAre(host + path);
            for (int i = 0; i < 2; i++) {
                box.deliver("inbox", mail(0));
                readToTheEnd(id);
            }
            assertThat(isAsked(path)).as(host + path).isTrue();
        });
        assertThat(touches()).isEqualTo(2 * links.size());
        assertThat(folderRow(id, "inbox")).containsEntry("resyncs_today", 0).containsEntry("problem", null);
    }

    @Test
    void aLinkIntoAnotherMailboxIsNotFollowedThoughItNamesItById() {
        var id = read();
        var other = standIn.user("boss." + domain + "@ours.test");
        var path = "/users/" + other.id + "/mailFolders/" + box.folder("inbox").id + "/messages";
        linksAre(standIn.graphUrl() + path + "/delta?");
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        readToTheEnd(id);
        assertThat(isAsked(path)).isFalse();
        standIn.instead = (request, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "11 a pause is kept whoever asks for it: a page before Graph, an answer without a word, until a time of day")
    void aPauseIsKeptInWhateverWordsItIsAskedFor() {
        var inTwoHours = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(2));
        var answers = new LinkedHashMap<Answer, Duration>();
        answers.put(
                new Answer(503, Map.of("Retry-After", "600"), "text/html", "<h2>Our services are busy</h2>", -1),
                Duration.ofMinutes(10));
        answers.put(new Answer(429, Map.of("Retry-After", "700"), "", "", -1), Duration.ofSeconds(700));
        answers.put(Answer.throttled(1).with("Retry-After", inTwoHours), Duration.ofHours(2));
        answers.put(
                Answer.error(509, "BandwidthLimitExceeded", "Too much.").with("Retry-After", "800"),
                Duration.ofSeconds(800));
        answers.put(
                new Answer(429, Map.of("Retry-After", "900"), "application/json", "{\"error\":{\"inner", -1),
                Duration.ofSeconds(900));
        box.deliver("inbox", mail(1));
        var id = connect(box);
        answers.forEach((answer, pause) -> {
            standIn.instead = (request, usual) -> answer;
            assertThat(sync.runSlice(id))
                    .isInstanceOfSatisfying(
                            Slice.Later.class,
                            later -> assertThat(later.after())
                                    .as(answer.toString())
                                    .isBetween(pause.minusMinutes(5), pause.plusMinutes(5)));
            var before = standIn.requests.size();
            assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
            assertThat(standIn.requests).hasSize(before);
            passes(Duration.ofHours(3));
        });
        standIn.instead = (request, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    @DisplayName("20 a token that is too old is told with 404 or 400 as well")
    void aTokenThatIsTooOldIsToldWithAnyOfThe40x() {
        var id = read();
        for (int status : List.of(404, 400, 409)) {
            box.deliver("inbox", mail(0));
            standIn.instead = (request, usual) -> request.query().containsKey("$deltatoken")
                    ? Answer.error(status, "syncStateNotFound", "The sync state was not found.")
                    : null;
            readToTheEnd(id);
        }
        assertThat(touches()).isEqualTo(3);
        assertThat(folderRow(id, "inbox")).containsEntry("resyncs_today", 3).containsEntry("problem", null);
    }

    @Test
    void whatIsNotKnownThereIsDoneWithout() {
        standIn.instead = (request, usual) -> {
            var last = request.path().getLast();
            if (last.equals("$count")) return Answer.error(404, "ErrorItemNotFound", "Not found.");
            if (last.equals("msgfolderroot") || last.equals("scheduled"))
                return Answer.error(400, "ErrorInvalidIdMalformed", "Id is malformed.");
            return null;
        };
        box.deliver("inbox", mail(1));
        box.deliver("archive", mail(24 * 40));
        var id = read();
        assertThat(touches()).isEqualTo(2);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    @DisplayName("9 a message whose time is none is put aside, the others of its page are taken, and it is tried again")
    void aMessageThatCannotBeReadIsPutAsideAndTheOthersAreTaken() {
        var poison = List.of(mail(24 * 30), mail(0));
        for (var each : poison) {
            box.deliver("inbox", each);
            box.deliver("inbox", mail(24 * 30));
        }
        standIn.instead = (request, usual) -> {
            var answer = usual.get();
            if (answer.status() != 200
                    || request.isFolderList()
                    || request.path().contains("$count")) return null;
            var json = answer.asJson();
            if (json.has("internetMessageId")) spoilt(json, poison);
            json.path("value").forEach(each -> spoilt((ObjectNode) each, poison));
            return Answer.json(json);
        };
        var id = read();
        assertThat(touches()).isEqualTo(2);
        var aside = health.of(id).orElseThrow().quarantine();
        assertThat(aside).hasSize(2);
        assertThat(state(id)).isEqualTo("LIVE");
        standIn.instead = (request, usual) -> null;
        for (var each : aside) assertThat(retried(id, each.providerId())).isTrue();
        assertThat(touches()).isEqualTo(4);
        assertThat(health.of(id).orElseThrow().quarantine()).isEmpty();
    }

    private static void spoilt(ObjectNode json, List<StandInItem> poison) {
        if (poison.stream()
                        .anyMatch(
                                each -> each.immutableId.equals(json.path("id").asString("")))
                && json.has("receivedDateTime"))
            json.put("receivedDateTime", "the day before yesterday").put("conversationIndex", "%%%");
    }

    private boolean retried(long id, String providerId) {
        try {
            return sync.retry(id, providerId);
        } catch (MailTrouble e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("29 where a conversation has an id and no index, our own mail finds its thread by the id")
    void aConversationWithoutAnIndexIsKnownByItsId() {
        var question = mail(5);
        var answer = mail(ours, 3);
        answer.to.clear();
        answer.to.add(new StandInItem.Who("Kim", theirs));
        answer.headers.clear();
        answer.conversationId = question.conversationId;
        for (var each : List.of(question, answer)) each.conversationIndex = null;
        box.deliver("inbox", question);
        box.deliver("sentitems", answer);
        read();
        assertThat(jdbc.sql("""
                        select count(distinct t.thread_id) from touch t join touch_partner p on p.touch_id = t.id
                        where p.partner_id = :partner and t.thread_id is not null
                        """)
                        .param("partner", partner.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    void aMailboxIsAskedTwoThingsAtOnceAtMostWhateverWantsToKnow() throws Exception {
        box.deliver("inbox", mail(1));
        var id = read();
        var providerId = "0:" + box.only().immutableId;
        var tenant = connections.tenant(connection);
        standIn.instead = (request, usual) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return null;
        };
        box.mostInFlight.set(0);
        var work = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> retried(id, providerId));
            work.add(() -> tenants.probe(tenant, ours, null));
            work.add(() -> sync.runSlice(id));
        }
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var done : threads.invokeAll(work)) done.get();
        }
        assertThat(box.mostInFlight)
                .as("of four that are allowed, on all nodes")
                .hasValue(2);
    }

    @Test
    void aPauseThatAPersonsWishMetIsTheMailboxs() {
        box.deliver("inbox", mail(1));
        var id = read();
        standIn.instead = (request, usual) -> Answer.throttled(600);
        assertThat(troubleOfRetrying(id)).isInstanceOf(Trouble.Throttled.class);
        standIn.instead = (request, usual) -> null;
        var before = standIn.requests.size();
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Resting.class);
        assertThat(standIn.requests).hasSize(before);
        passes(Duration.ofMinutes(10));
        readToTheEnd(id);
    }

    private Trouble troubleOfRetrying(long id) {
        try {
            sync.retry(id, "0:" + box.only().immutableId);
            throw new AssertionError("no trouble");
        } catch (MailTrouble e) {
            return e.trouble();
        }
    }

    @Test
    void aStandInIsReachedByTlsWithAnAuthorityOfItsOwnAndOnThisMachineWithout() {
        for (boolean byTls : List.of(true, false)) {
            try (var other = new StandIn(byTls, byTls)) {
                var mailbox = other.user("far." + byTls + "." + domain + "@ours.test");
                other.clock = clock;
                for (int i = 0; i < 3; i++) mailbox.deliver("inbox", mail(i));
                assertThat(other.tenant().authority().getScheme()).isEqualTo(byTls ? "https" : "http");
                var through = connections.add("Far " + byTls + domain, other.tenant(), null, Who.TOUCHLINE);
                readToTheEnd(mailboxes.add(
                        new NewTenantMailbox(mailbox.address, null, through, FLOOR, true), Who.TOUCHLINE));
                assertThat(other.tokens.asked).hasValue(1);
            }
        }
        assertThat(touches()).isEqualTo(6);
    }
}
