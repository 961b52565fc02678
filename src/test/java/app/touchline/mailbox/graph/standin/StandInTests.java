package app.touchline.mailbox.graph.standin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.graph.models.EventMessageRequest;
import com.microsoft.graph.models.MailFolderCollectionResponse;
import com.microsoft.graph.models.MailSearchFolder;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.serialization.AdditionalDataHolder;
import com.microsoft.kiota.serialization.KiotaJsonSerialization;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The stand-in against Microsoft's published schema, which is the SDK's own model, and against the documentation. */
class StandInTests {

    private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");
    private static final String FIELDS = "id,internetMessageId,conversationId,conversationIndex,parentFolderId,"
            + "receivedDateTime,sentDateTime,isDraft,from,sender,toRecipients,ccRecipients,bccRecipients,subject,internetMessageHeaders";

    private final StandIn standIn = new StandIn();
    private final StandInMailbox box = standIn.user("box@ours.test", "The Box");
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> prefer = new ArrayList<>(List.of("IdType=\"ImmutableId\""));
    private String token = "";

    @BeforeEach
    void aToken() {
        new GraphServiceClient(new AnonymousAuthenticationProvider()); // its constructor makes the SDK read JSON
        var form = "grant_type=client_credentials&client_id=" + standIn.tokens.clientId + "&client_secret="
                + standIn.tokens.secret + "&scope=" + standIn.root() + "/.default";
        token = standIn.tokens
                .answer("/" + standIn.tokens.tenant + "/oauth2/v2.0/token", form, "", standIn.root())
                .asJson()
                .path("access_token")
                .asString();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private HttpResponse<String> got(String link) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(link)).header("Authorization", "Bearer " + token);
        prefer.forEach(each -> request.header("Prefer", each));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path, String... options) {
        var query = new StringBuilder();
        for (int i = 0; i < options.length; i += 2)
            query.append(i == 0 ? '?' : '&')
                    .append(options[i])
                    .append('=')
                    .append(URLEncoder.encode(options[i + 1], StandardCharsets.UTF_8));
        return standIn.graphUrl() + "/users/box@ours.test/" + path + query;
    }

    private <T extends Parsable> T read(HttpResponse<String> answer, ParsableFactory<T> as) throws IOException {
        return KiotaJsonSerialization.deserialize(answer.body(), as);
    }

    private static void knowsAll(AdditionalDataHolder model, String... besides) {
        assertThat(model.getAdditionalData().keySet()).isSubsetOf(besides);
    }

    private StandInItem mail(int minutesAgo) {
        var item = StandInMailbox.mail(
                "kim@partner.test",
                "box@ours.test",
                "m" + minutesAgo + "@partner.test",
                NOW.minusSeconds(60L * minutesAgo));
        item.cc.add(new StandInItem.Who("Lee", "lee@partner.test"));
        return item;
    }

    @Test
    void messagesAreWhatTheModelSaysTheyAre() throws Exception {
        var item = mail(5);
        item.type = "eventMessageRequest";
        box.deliver("inbox", item);
        var answer = got(url("messages", "$select", FIELDS, "$filter", "receivedDateTime ge 2026-11-18T00:00:00Z"));
        var list = read(answer, MessageCollectionResponse::createFromDiscriminatorValue);
        knowsAll(list, "@odata.context");
        var message = list.getValue().getFirst();
        assertThat(message).isInstanceOf(EventMessageRequest.class);
        knowsAll(message, "@odata.etag");
        assertThat(message.getId()).isEqualTo(item.immutableId);
        assertThat(message.getInternetMessageId()).isEqualTo(item.internetMessageId);
        assertThat(message.getReceivedDateTime().toInstant()).isEqualTo(item.receivedAt);
        assertThat(message.getSentDateTime().toInstant()).isEqualTo(item.sentAt.truncatedTo(ChronoUnit.SECONDS));
        assertThat(message.getParentFolderId()).isEqualTo(box.folder("inbox").id);
        assertThat(message.getFrom().getEmailAddress().getAddress()).isEqualTo("kim@partner.test");
        assertThat(message.getCcRecipients().getFirst().getEmailAddress().getName())
                .isEqualTo("Lee");
        assertThat(message.getConversationIndex()).isEqualTo(item.conversationIndex);
        assertThat(message.getIsDraft()).isFalse();
        assertThat(message.getInternetMessageHeaders())
                .extracting(header -> header.getName() + ": " + header.getValue())
                .contains("From: kim@partner.test");
    }

    @Test
    void whatTheMailboxSentHasNoHeaders() throws Exception {
        box.deliver("sentitems", mail(5));
        var answer = got(url("mailFolders/sentitems/messages", "$select", FIELDS));
        assertThat(answer.body()).contains("internetMessageId").doesNotContain("internetMessageHeaders\":");
    }

    @Test
    void foldersAndUsersAndErrorsAreToo() throws Exception {
        box.make("Searches", "msgfolderroot").search = true;
        box.make("Hidden", "msgfolderroot").hidden = true;
        var folders = read(
                got(url("mailFolders", "$top", "100")), MailFolderCollectionResponse::createFromDiscriminatorValue);
        knowsAll(folders, "@odata.context");
        folders.getValue().forEach(folder -> knowsAll(folder));
        assertThat(folders.getValue()).hasSize(9).hasAtLeastOneElementOfType(MailSearchFolder.class);
        assertThat(folders.getValue())
                .extracting(folder -> folder.getDisplayName())
                .doesNotContain("Hidden");
        var hidden = read(
                got(url("mailFolders", "$top", "100", "includeHiddenFolders", "true")),
                MailFolderCollectionResponse::createFromDiscriminatorValue);
        assertThat(hidden.getValue()).hasSize(10);
        var users = read(
                got(standIn.graphUrl() + "/users?$select=id,displayName,mail"),
                UserCollectionResponse::createFromDiscriminatorValue);
        assertThat(users.getValue()).extracting(user -> user.getMail()).containsExactly("box@ours.test");
        var error = got(url("mailFolders/nothing"));
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(read(error, ODataError::createFromDiscriminatorValue)
                        .getError()
                        .getCode())
                .isEqualTo("ErrorItemNotFound");
    }

    @Test
    void deltaTellsWhatChangedAndItsTokensHoldTheQuery() throws Exception {
        for (int i = 0; i < 5; i++) box.deliver("inbox", mail(i));
        prefer.add("odata.maxpagesize=2");
        var link = url("mailFolders/inbox/messages/delta", "$select", "id,subject,receivedDateTime");
        var seen = new ArrayList<String>();
        String deltaLink = null;
        for (var next = link; next != null; ) {
            var answer = got(next);
            assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("odata.maxpagesize=2");
            var page = read(answer, DeltaGetResponse::createFromDiscriminatorValue);
            knowsAll(page, "@odata.context");
            assertThat(page.getValue()).hasSizeLessThanOrEqualTo(2).allMatch(message -> message.getSubject() != null);
            page.getValue().forEach(message -> seen.add(message.getId()));
            next = page.getOdataNextLink();
            deltaLink = page.getOdataDeltaLink();
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        var moved = box.item(seen.getFirst(), true);
        var read = box.item(seen.getLast(), true);
        box.move(moved, "archive");
        box.toggleRead(read);
        var changes = read(got(deltaLink), DeltaGetResponse::createFromDiscriminatorValue)
                .getValue();
        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().getAdditionalData()).containsKey("@removed");
        assertThat(changes.getLast().getId()).isEqualTo(read.immutableId);
        assertThat(changes.getLast().getIsRead()).isTrue();
        assertThat(changes.getLast().getReceivedDateTime()).isNull();
        assertThat(got(link + "&$deltatoken=x").statusCode()).isEqualTo(400);
    }

    @Test
    void anOlderDeltaLinkIsGoneWhenANewerOneWasUsed() throws Exception {
        box.deliver("inbox", mail(1));
        var first = read(got(url("mailFolders/inbox/messages/delta")), DeltaGetResponse::createFromDiscriminatorValue)
                .getOdataDeltaLink();
        var second =
                read(got(first), DeltaGetResponse::createFromDiscriminatorValue).getOdataDeltaLink();
        assertThat(got(first).statusCode())
                .as("the last one may be asked again")
                .isEqualTo(200);
        got(second);
        var gone = got(first);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(read(gone, ODataError::createFromDiscriminatorValue)
                        .getError()
                        .getCode())
                .isEqualTo("SyncStateNotFound");
    }

    @Test
    void idsAreOfTheKindThatIsAskedFor() throws Exception {
        var item = mail(1);
        box.deliver("inbox", item);
        prefer.clear();
        var plain = read(got(url("messages", "$select", "id")), MessageCollectionResponse::createFromDiscriminatorValue)
                .getValue()
                .getFirst()
                .getId();
        assertThat(plain).isNotEqualTo(item.immutableId);
        box.move(item, "archive");
        assertThat(got(url("messages/" + plain)).statusCode()).isEqualTo(404);
        prefer.add("IdType=\"ImmutableId\"");
        assertThat(got(url("messages/" + item.immutableId)).statusCode()).isEqualTo(200);
    }

    @Test
    void aFilteredDeltaEndsAtFiveThousand() throws Exception {
        for (int i = 0; i < 5_010; i++) box.deliver("inbox", mail(i));
        prefer.add("odata.maxpagesize=1000");
        int seen = 0;
        var next = url(
                "mailFolders/inbox/messages/delta",
                "$select",
                "id",
                "$filter",
                "receivedDateTime ge 2020-01-01T00:00:00Z");
        while (next != null) {
            var page = read(got(next), DeltaGetResponse::createFromDiscriminatorValue);
            seen += page.getValue().size();
            next = page.getOdataNextLink();
        }
        assertThat(seen).isEqualTo(5_000);
    }

    @Test
    void aMailboxAnswersFourAtOnce() {
        standIn.instead = (request, usual) -> {
            pause();
            return null;
        };
        var answers = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> http.sendAsync(
                        HttpRequest.newBuilder(URI.create(url("messages")))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        var codes = answers.stream().map(answer -> answer.join().statusCode()).toList();
        assertThat(codes).contains(200).contains(429);
        assertThat(codes.stream().filter(code -> code == 200).count()).isLessThanOrEqualTo(4);
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages?$expand=attachments",
                "messages?$select=id,nothing",
                "messages?$top=1001",
                "messages?$top=0",
                "messages?$orderby=subject",
                "messages?$filter=subject%20eq%20'x'",
                "messages?$filter=receivedDateTime%20ge%20yesterday",
                "messages?unknown=1",
                "messages/delta",
                "mailFolders/inbox/messages/delta?$search=x",
                "mailFolders/inbox/messages/delta?$skip=10",
                "mailFolders/inbox/messages/delta?$expand=extensions",
                "mailFolders/inbox/messages/delta?$filter=receivedDateTime%20lt%202026-01-01T00:00:00Z",
                "mailFolders/inbox/messages/delta?$orderby=receivedDateTime",
                "mailFolders?$filter=displayName%20eq%20'x'",
                "events",
            })
    void whatTheDocumentationDoesNotAllowIsRefused(String request) throws Exception {
        var answer = got(standIn.graphUrl() + "/users/box@ours.test/" + request);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(read(answer, ODataError::createFromDiscriminatorValue)
                        .getError()
                        .getCode())
                .isNotBlank();
    }

    @Test
    void searchingUsersNeedsItsSpecialHeader() throws Exception {
        var link = standIn.graphUrl() + "/users?$search="
                + URLEncoder.encode("\"displayName:box\"", StandardCharsets.UTF_8);
        assertThat(got(link).statusCode()).isEqualTo(400);
        var request = HttpRequest.newBuilder(URI.create(link))
                .header("Authorization", "Bearer " + token)
                .header("ConsistencyLevel", "eventual")
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("box@ours.test");
    }

    @Test
    void whoMayNotReadIsToldSo() throws Exception {
        standIn.scope = java.util.Set.of("other@ours.test");
        assertThat(got(url("messages")).statusCode()).isEqualTo(403);
        standIn.scope = null;
        box.enabled = false;
        assertThat(got(url("messages")).body()).contains("MailboxNotEnabledForRESTAPI");
        standIn.tokens.expireTokens();
        var expired = got(url("messages"));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.headers().map()).containsKey("www-authenticate");
    }
}
