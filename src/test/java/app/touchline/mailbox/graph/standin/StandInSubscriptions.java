package app.touchline.mailbox.graph.standin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Graph's change notifications, with real calls to the address that is subscribed: first whether it is the caller's, then
 * of each message that comes in. What the documentation requires of a subscription is required here.
 */
public final class StandInSubscriptions {

    /** Documents speak of 4,230 minutes and of 10,080: the less is allowed here. */
    private static final Duration LONGEST = Duration.ofMinutes(4_230);

    private static final Set<String> PROPERTIES = Set.of(
            "changeType",
            "notificationUrl",
            "lifecycleNotificationUrl",
            "resource",
            "expirationDateTime",
            "clientState");

    private static final Pattern RESOURCE =
            Pattern.compile("/?users/([^/]+)/(messages|mailFolders\\('\\w+'\\)/messages)");

    /** One of them. */
    public static final class Subscription {
        public final String id = UUID.randomUUID().toString();
        public final String user;
        public final String url;
        public final String lifecycleUrl;
        public final String clientState;
        final ObjectNode shown;
        public Instant expires;

        Subscription(String user, ObjectNode shown, Instant expires) {
            this.user = user;
            this.shown = shown;
            this.url = shown.path("notificationUrl").asString();
            this.lifecycleUrl = shown.path("lifecycleNotificationUrl").asString("");
            this.clientState = shown.path("clientState").asString("");
            this.expires = expires;
        }
    }

    public final Map<String, Subscription> active = Collections.synchronizedMap(new LinkedHashMap<>());

    /** What was answered to notifications. */
    public final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());

    /** How often each notification is sent; 0 loses them. */
    public volatile int copies = 1;

    private final StandIn tenant;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<CompletableFuture<?>> under = Collections.synchronizedList(new ArrayList<>());

    StandInSubscriptions(StandIn tenant) {
        this.tenant = tenant;
    }

    // ---- the resource

    Answer answer(Request request) {
        var path = request.path();
        if (path.size() == 1 && request.method().equals("POST")) return create(request);
        if (path.size() != 2) throw new Refused(405, "BadRequest", "Not a way to use subscriptions.");
        var subscription = active.get(path.get(1));
        if (subscription == null || !subscription.expires.isAfter(tenant.clock.instant()))
            throw new Refused(404, "ResourceNotFound", "The object was not found.");
        return switch (request.method()) {
            case "GET" -> Answer.json(subscription.shown);
            case "PATCH" -> renew(request, subscription);
            case "DELETE" -> {
                active.remove(subscription.id);
                yield new Answer(204, Map.of(), "text/plain", "", -1);
            }
            default -> throw new Refused(405, "BadRequest", "Not a way to use subscriptions.");
        };
    }

    private Answer create(Request request) {
        var body = body(request);
        for (var name : body.propertyNames())
            if (!PROPERTIES.contains(name)) throw invalid("Property '" + name + "' is not known here.");
        for (var type : text(body, "changeType").split(","))
            if (!Set.of("created", "updated", "deleted").contains(type))
                throw invalid("Invalid 'changeType' attribute.");
        var resource = RESOURCE.matcher(text(body, "resource"));
        if (!resource.matches()) throw invalid("Resource '" + body.path("resource") + "' is not supported.");
        var mailbox = tenant.find(resource.group(1));
        tenant.mayRead(mailbox);
        if (text(body, "clientState").length() > 128) throw invalid("clientState is longer than 128 characters.");
        var expires = expires(body);
        validated(text(body, "notificationUrl"));
        if (body.has("lifecycleNotificationUrl")) validated(text(body, "lifecycleNotificationUrl"));
        var made = new Subscription(mailbox.id, body, expires);
        body.put("id", made.id).put("applicationId", tenant.tokens.clientId);
        active.put(made.id, made);
        return Answer.json(body).withStatus(201);
    }

    private Answer renew(Request request, Subscription subscription) {
        var body = body(request);
        for (var name : body.propertyNames())
            if (!name.equals("expirationDateTime")) throw invalid("Only expirationDateTime can be changed.");
        tenant.mayRead(tenant.find(subscription.user));
        subscription.expires = expires(body);
        subscription.shown.put("expirationDateTime", subscription.expires.toString());
        return Answer.json(subscription.shown);
    }

    private static ObjectNode body(Request request) {
        if (!request.header("Content-Type").startsWith("application/json"))
            throw new Refused(415, "UnsupportedMediaType", "Content-Type must be application/json.");
        try {
            if (Answer.JSON.readTree(request.body()) instanceof ObjectNode json) return json;
        } catch (JacksonException notJson) {
            // said below
        }
        throw invalid("Empty or unreadable payload.");
    }

    private static String text(JsonNode body, String name) {
        var value = body.path(name).asString("");
        if (value.isEmpty()) throw invalid("'" + name + "' is required.");
        return value;
    }

    private Instant expires(JsonNode body) {
        Instant at;
        try {
            at = OffsetDateTime.parse(text(body, "expirationDateTime")).toInstant();
        } catch (DateTimeParseException notATime) {
            throw invalid("'expirationDateTime' is no time.");
        }
        var now = tenant.clock.instant();
        if (!at.isAfter(now)) throw invalid("Subscription expiration must be in the future.");
        if (at.isAfter(now.plus(LONGEST)))
            throw invalid("Subscription expiration can only be 4230 minutes in the future.");
        return at;
    }

    private static Refused invalid(String words) {
        return new Refused(400, "InvalidRequest", words);
    }

    /** Asks the address to say an opaque text once more. */
    private void validated(String url) {
        var token = "Validation: Testing client application reachability for subscription Request-Id: "
                + UUID.randomUUID() + " & <b>+%41";
        var address = URI.create(url);
        boolean loopback = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !loopback) throw invalid("notificationUrl must be https.");
        var request = HttpRequest.newBuilder(
                        URI.create(url + "?validationToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .header("Content-Type", "text/plain; charset=utf-8")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.noBody())
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200
                    && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain")
                    && answer.body().equals(token)) return;
        } catch (IOException e) {
            // said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refused(
                400,
                "ValidationError",
                "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
    }

    // ---- telling

    void arrived(StandInMailbox mailbox, StandInItem item) {
        for (var subscription : List.copyOf(active.values())) {
            if (!subscription.user.equals(mailbox.id) || !subscription.expires.isAfter(tenant.clock.instant()))
                continue;
            var note = about(subscription);
            note.put("changeType", "created")
                    .put("resource", "Users/" + mailbox.id + "/Messages/" + item.immutableId)
                    .putObject("resourceData")
                    .put("@odata.type", "#Microsoft.Graph.Message")
                    .put("@odata.id", "Users/" + mailbox.id + "/Messages/" + item.immutableId)
                    .put("id", item.immutableId);
            for (int copy = 0; copy < copies; copy++) send(subscription.url, note);
        }
    }

    /** Tells of the lives of all subscriptions: reauthorizationRequired, subscriptionRemoved, missed. */
    public void lifecycle(String event) {
        for (var subscription : List.copyOf(active.values())) {
            if (event.equals("subscriptionRemoved")) active.remove(subscription.id);
            if (!subscription.lifecycleUrl.isEmpty())
                send(subscription.lifecycleUrl, about(subscription).put("lifecycleEvent", event));
        }
    }

    private ObjectNode about(Subscription subscription) {
        return Answer.JSON
                .createObjectNode()
                .put("subscriptionId", subscription.id)
                .put("subscriptionExpirationDateTime", subscription.expires.toString())
                .put("clientState", subscription.clientState)
                .put("tenantId", tenant.tokens.tenant);
    }

    private void send(String url, ObjectNode note) {
        var body = Answer.JSON.createObjectNode();
        body.putArray("value").add(note);
        under.add(post(url, body.toString()).thenAccept(answer -> answers.add(answer.statusCode())));
    }

    /** Whatever anybody sends there. */
    public CompletableFuture<HttpResponse<String>> post(String url, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Waits until everything that was sent is answered. */
    public void settle() {
        List.copyOf(under).forEach(CompletableFuture::join);
        under.clear();
    }
}
