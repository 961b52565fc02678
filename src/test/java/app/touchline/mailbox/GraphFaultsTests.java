package app.touchline.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults 20 to 32: what Graph does to lists and deltas loses nothing and doubles nothing. */
@TouchlineTest
class GraphFaultsTests extends InATenant {

    private long read() {
        var id = connect(box);
        readToTheEnd(id);
        return id;
    }

    @Test
    void fault20_theLinkIsForgottenInTheMiddleOfItsPages() {
        var id = read();
        smallPages(id, 3);
        for (int i = 0; i < 60; i++) box.deliver("inbox", mail(0));
        var pages = new AtomicInteger();
        standIn.instead = (request, usual) -> isDeltaOf(request, "inbox") && pages.incrementAndGet() == 7
                ? Answer.error(410, "SyncStateNotFound", "The sync state generation is not found.")
                : null;
        readToTheEnd(id);
        assertThat(pages).hasValueGreaterThan(7);
        assertThat(touches()).isEqualTo(60);
        assertThat(folderRow(id, "inbox")).containsEntry("resyncs_today", 1);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    void fault20_whatCameWhileTheLinkWasForgottenIsListed() {
        var id = read();
        passes(Duration.ofDays(6));
        for (int day = 0; day < 6; day++) box.deliver("inbox", mail(24 * day));
        standIn.forgetDeltaTokens();
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(6);
    }

    @Test
    void fault21_anOldLinkIsReplayedAfterTheDatabaseWasRestored() {
        box.deliver("inbox", mail(3));
        var id = read();
        var old = String.valueOf(folderRow(id, "inbox").get("live_cursor"));
        for (int i = 0; i < 3; i++) {
            box.deliver("inbox", mail(0));
            readToTheEnd(id);
        }
        jdbc.sql("update mailbox_folder set live_cursor = :old where mailbox_id = :id and name = :inbox")
                .param("old", old)
                .param("id", id)
                .param("inbox", box.folder("inbox").id)
                .update();
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(folderRow(id, "inbox")).containsEntry("resyncs_today", 1);
        assertThat(touches()).isEqualTo(5);
    }

    @Test
    void fault22_anEmptyPageWithANextLinkGoesOn() {
        box.deliver("inbox", mail(1));
        var held = new AtomicReference<ObjectNode>();
        standIn.instead = (request, usual) -> {
            if (!isDeltaOf(request, "inbox")) return null;
            if (request.query().containsValue("held")) return Answer.json(held.get());
            if (held.get() != null) return null;
            held.set(usual.get().asJson());
            return nothingAndThen(held.get(), "held");
        };
        read();
        assertThat(held.get()).isNotNull();
        assertThat(touches()).isEqualTo(1);
    }

    private static Answer nothingAndThen(ObjectNode page, String token) {
        var empty = page.deepCopy();
        var link = empty.path("@odata.deltaLink").asString();
        empty.remove("@odata.deltaLink");
        empty.putArray("value");
        empty.put("@odata.nextLink", link.replaceAll("\\?.*", "?\\$skiptoken=" + token));
        return Answer.json(empty);
    }

    @Test
    void fault22_aLinkToItselfIsNotFollowedForEver() {
        box.deliver("inbox", mail(1));
        var id = read();
        box.deliver("inbox", mail(0));
        var asked = new AtomicInteger();
        standIn.instead = (request, usual) -> {
            if (!isDeltaOf(request, "inbox") || asked.incrementAndGet() > 40) return null;
            if (request.query().containsKey("$skiptoken") || request.query().containsKey("$deltatoken")) {
                var loop = Answer.JSON.createObjectNode();
                loop.putArray("value");
                loop.put(
                        "@odata.nextLink",
                        standIn.graphUrl() + "/users('" + ours + "')/mailFolders('" + box.folder("inbox").id
                                + "')/messages/delta?$skiptoken=loop");
                return Answer.json(loop);
            }
            return null;
        };
        sync.runSlice(id);
        assertThat(asked.get()).isLessThan(10);
        standIn.instead = (request, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    void fault23_theSameMessageTwiceInAPageAndInTwoPages() {
        for (int i = 0; i < 12; i++) box.deliver("inbox", mail(i));
        var before = new ArrayList<ObjectNode>();
        standIn.instead = (request, usual) -> {
            if (!request.isDelta() && !request.isMessageList()) return null;
            var page = usual.get();
            if (page.status() != 200) return page;
            var json = page.asJson();
            var value = (ArrayNode) json.get("value");
            var twice = new ArrayList<ObjectNode>();
            value.forEach(each -> twice.add((ObjectNode) each));
            twice.forEach(each -> value.insert(0, each.deepCopy()));
            before.forEach(each -> value.add(each.deepCopy()));
            before.addAll(twice);
            return Answer.json(json);
        };
        var id = connect(box);
        sync.runSlice(id);
        smallPages(id, 5);
        for (int i = 0; i < 12; i++) box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(24);
    }

    @Test
    void fault24_whatIsMerelyReadIsNotAskedForAgain() {
        var item = mail(3);
        box.deliver("inbox", item);
        var id = read();
        box.toggleRead(item);
        readToTheEnd(id);
        assertThat(standIn.count(request -> request.path().getLast().equals(item.immutableId)))
                .isZero();
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void fault24_ofAnUnknownMessageTheRestIsFetched() {
        var id = read();
        var item = mail(0);
        var gone = mail(0);
        box.deliver("inbox", item);
        box.deliver("inbox", gone);
        standIn.instead = (request, usual) -> {
            if (!isDeltaOf(request, "inbox")) return null;
            var json = usual.get().asJson();
            var value = json.putArray("value");
            for (var each : List.of(item, gone))
                value.addObject().put("id", each.immutableId).put("isRead", true);
            box.delete(gone);
            standIn.instead = (later, itsUsual) -> null;
            return Answer.json(json);
        };
        readToTheEnd(id);
        assertThat(standIn.count(request -> request.path().getLast().equals(item.immutableId)))
                .isEqualTo(1);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void fault25_moreThanAFilteredDeltaGivesComesThroughTheLists() {
        for (int i = 0; i < 5_200; i++) {
            var item = mail(i % 100 == 7 ? theirs : "stranger" + i + "@nowhere.test", 0);
            item.receivedAt = clock.instant().minusSeconds(30L * i + 5).plusMillis(700);
            box.deliver("inbox", item);
        }
        var id = read();
        assertThat(touches()).isEqualTo(52);
        assertThat(counter(id, "read")).isEqualTo(5_200);
    }

    @Test
    void manyMessagesOfOneSecondAreAllRead() {
        for (int i = 0; i < 700; i++) {
            var item = mail(i % 50 == 0 ? theirs : "stranger@nowhere.test", 24 * 40);
            item.receivedAt = item.receivedAt.plusMillis(i);
            box.deliver("inbox", item);
        }
        var id = read();
        assertThat(touches()).isEqualTo(14);
        assertThat(counter(id, "read")).isEqualTo(700);
    }

    @Test
    void fault26_awayAndBackIsStillOneTouch() {
        var item = mail(3);
        box.deliver("inbox", item);
        var id = read();
        box.move(item, "archive");
        box.move(item, "inbox");
        readToTheEnd(id);
        box.move(item, "archive");
        readToTheEnd(id);
        box.move(item, "inbox");
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void fault26_whatTheDeltaNeverTellsTheDailySecondLookFinds() {
        var id = read();
        var item = mail(0);
        box.deliver("inbox", item);
        box.move(item, "archive");
        box.move(item, "inbox");
        readToTheEnd(id);
        assertThat(touches()).isZero();
        passes(Duration.ofHours(25));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(counter(id, "swept_new")).isEqualTo(1);
        passes(Duration.ofHours(25));
        readToTheEnd(id);
        assertThat(counter(id, "swept_new")).isEqualTo(1);
    }

    @Test
    void fault27_aRuleMovesMailIntoASubFolderBeforeItIsSeen() {
        var folder = box.make("Deals", box.make("Partners", "inbox").id);
        var id = read();
        var item = mail(0);
        box.deliver("inbox", item);
        box.move(item, folder.id);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void fault28_theOnlineArchiveGivesAnotherIdAndNoSecondTouch() {
        var item = mail(3);
        box.deliver("inbox", item);
        var id = read();
        box.moveToOnlineArchive(item, "archive");
        readToTheEnd(id);
        passes(Duration.ofHours(25));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(counter(id, "swept_new")).isZero();
    }

    @Test
    void fault29_withoutHeadersOurOwnMailIsLoggedAndFindsItsThread() {
        standIn.showsHeaders = false;
        var question = mail(5);
        var answer = mail(ours, 3);
        answer.to.clear();
        answer.to.add(new StandInItem.Who("Kim", theirs));
        answer.headers.clear();
        answer.conversationId = question.conversationId;
        box.deliver("inbox", question);
        box.deliver("sentitems", answer);
        read();
        var threads = jdbc.sql("""
                select t.direction, t.thread_id from touch t join touch_partner p on p.touch_id = t.id
                where p.partner_id = :partner order by t.occurred_at
                """).param("partner", partner.id()).query().listOfRows();
        assertThat(threads).extracting(row -> row.get("direction")).containsExactly("RECEIVED", "SENT");
        assertThat(threads).extracting(row -> row.get("thread_id")).doesNotContainNull();
        assertThat(threads.getFirst().get("thread_id"))
                .isEqualTo(threads.getLast().get("thread_id"));
    }

    @Test
    void fault29_whereHeadersAreForbiddenMailIsReadWithoutThem() {
        standIn.forbidsHeaders = true;
        box.deliver("inbox", mail(5));
        box.deliver("inbox", mail(24 * 60));
        var id = read();
        assertThat(touches()).isEqualTo(2);
        assertThat(state(id)).isEqualTo("LIVE");
        assertThat(standIn.count(
                        request -> request.query().getOrDefault("$select", "").contains("internetMessageHeaders")))
                .isEqualTo(1);
    }

    @Test
    void mailInFoldersThatAreNotListedIsLookedUpOnceAndNotRead() {
        var below = box.make("Old", "deleteditems");
        var hidden = box.make("Hidden", "msgfolderroot");
        hidden.hidden = true;
        var inHidden = box.make("In hidden", hidden.id);
        for (int i = 0; i < 10; i++)
            for (var folder : List.of(below.id, hidden.id, inHidden.id, "junkemail"))
                box.deliver(folder, mail(24 * 30 + i));
        box.deliver("inbox", mail(5));
        var id = read();
        assertThat(touches()).isEqualTo(1);
        assertThat(counter(id, "read")).isEqualTo(1);
        assertThat(standIn.count(request -> request.isFolderList())).isLessThan(4);
    }

    @Test
    void fault31_aPageThatIsTooLargeIsAskedForSmallerAndThatIsRemembered() {
        for (int i = 0; i < 300; i++)
            box.deliver("inbox", mail(i % 40 == 0 ? theirs : "stranger@nowhere.test", 24 + i));
        var refused = new AtomicInteger();
        standIn.instead = (request, usual) -> {
            var top = Integer.parseInt(request.query().getOrDefault("$top", "0"));
            var headers = request.query().getOrDefault("$select", "").contains("internetMessageHeaders");
            if (!request.isMessageList() || top <= 100 || !headers) return null;
            refused.incrementAndGet();
            return Answer.error(504, "UnknownError", "");
        };
        var id = connect(box);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(8);
        assertThat(refused).hasValue(3);
        partners.domain(partner, "bigger." + domain);
        readToTheEnd(id); // everything once more
        assertThat(refused).hasValue(3);
    }

    @Test
    void fault32_foldersAreRenamedRemovedAndMany() {
        var renamed = box.make("Before", "inbox");
        var removed = box.make("Gone soon", "msgfolderroot");
        box.deliver(renamed.id, mail(3));
        box.deliver(removed.id, mail(4));
        for (int i = 0; i < 300; i++) box.make("Folder " + i, "archive");
        var last = box.make("Deep", box.make("Last", "msgfolderroot").id);
        box.deliver(last.id, mail(5));
        var id = read();
        assertThat(touches()).isEqualTo(3);
        renamed.displayName = "After";
        box.remove(removed.id);
        standIn.requests.clear();
        readToTheEnd(id);
        assertThat(standIn.requests).hasSizeLessThan(20);
        assertThat(touches()).isEqualTo(3);
        assertThat(counter(id, "read")).isEqualTo(3);
        assertThat(state(id)).isEqualTo("LIVE");
    }
}
