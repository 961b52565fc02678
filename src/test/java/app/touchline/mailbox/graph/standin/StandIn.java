package app.touchline.mailbox.graph.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import app.touchline.mailbox.Tenant;

/**
 * Stands in for Microsoft 365 on real sockets: Graph's users, mail folders, messages and delta on HTTP, the token
 * endpoint on HTTPS with a certificate of its own. Where the documentation forbids a request it refuses it; what has been
 * seen to go wrong can be scripted with {@link #instead}.
 */
public final class StandIn implements AutoCloseable {

    /** Answers instead of the stand-in; null for what it would say itself. */
    @FunctionalInterface
    public interface Instead {
        Answer of(Request request, Supplier<Answer> usual);
    }

    private static final int CONCURRENT_PER_MAILBOX = 4;
    private static final TestCertificate CERTIFICATE = TestCertificate.made("localhost");

    public final TokenEndpoint tokens = new TokenEndpoint();
    public final Map<String, StandInMailbox> mailboxes = Collections.synchronizedMap(new LinkedHashMap<>());
    public final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** What the app may do: Mail.ReadBasic.All or Mail.Read, User.ReadBasic.All. */
    public final Set<String> permissions =
            Collections.synchronizedSet(new HashSet<>(Set.of("Mail.ReadBasic.All", "User.ReadBasic.All")));

    /** The mailboxes' addresses that a role assignment in Exchange limits the app to; null for the whole tenant. */
    public volatile Set<String> scope;

    /** Nobody has confirmed that Mail.ReadBasic.All shows internetMessageHeaders. */
    public volatile boolean showsHeaders = true;

    /** The harsher way of not showing them. */
    public volatile boolean forbidsHeaders;

    public volatile Instead instead = (request, usual) -> null;

    /** What time it is there. */
    public volatile InstantSource clock = InstantSource.system();

    public final StandInSubscriptions subscriptions = new StandInSubscriptions(this);
    private final GraphApi api = new GraphApi(this);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer graph;
    private final HttpServer authority;

    public StandIn() {
        this(false, true);
    }

    /** How Graph and the sign-in are reached: with TLS or without. */
    public StandIn(boolean graphByTls, boolean signInByTls) {
        graph = started(graphByTls, this::graph);
        authority = started(signInByTls, this::authority);
    }

    private HttpServer started(boolean byTls, HttpHandler answers) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = byTls ? HttpsServer.create(address, 50) : HttpServer.create(address, 50);
            if (server instanceof HttpsServer https)
                https.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATE.serving()));
            server.createContext("/", answers);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(HttpServer server) {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    public String graphUrl() {
        return root() + "/v1.0";
    }

    /** What an access token is asked for. */
    public String root() {
        return address(graph);
    }

    public String authorityUrl() {
        return address(authority);
    }

    /** As an admin connects it: with its secret. */
    public Tenant tenant() {
        return tenant(new Tenant.Credential.Secret(tokens.secret));
    }

    public Tenant tenant(Tenant.Credential credential) {
        return new Tenant(
                0, tokens.tenant, tokens.clientId, credential, URI.create(graphUrl()), URI.create(authorityUrl()));
    }

    static KeyStore trusted() {
        return CERTIFICATE.trusted();
    }

    public static X509Certificate certificate() {
        return CERTIFICATE.certificate();
    }

    public static String certificatePem() {
        return CERTIFICATE.certificatePem();
    }

    public StandInMailbox user(String address) {
        return user(address, address.substring(0, address.indexOf('@')));
    }

    public StandInMailbox user(String address, String displayName) {
        var mailbox = new StandInMailbox(UUID.randomUUID().toString(), address, displayName);
        mailbox.arrivals = item -> subscriptions.arrived(mailbox, item);
        mailboxes.put(address.toLowerCase(Locale.ROOT), mailbox);
        return mailbox;
    }

    /** By address or id. */
    public StandInMailbox find(String key) {
        synchronized (mailboxes) {
            return mailboxes.values().stream()
                    .filter(each -> each.id.equals(key) || each.address.equalsIgnoreCase(key))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refused(
                                    404,
                                    "Request_ResourceNotFound",
                                    "Resource '" + key
                                            + "' does not exist or one of its queried reference-property objects are not present."));
        }
    }

    public long count(java.util.function.Predicate<Request> which) {
        synchronized (requests) {
            return requests.stream().filter(which).count();
        }
    }

    public void forgetDeltaTokens() {
        api.deltas.forgetAll();
    }

    private void graph(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(exchange, answer(exchange, body));
        }
    }

    private Answer answer(HttpExchange exchange, String body) {
        StandInMailbox busy = null;
        try {
            var request = Request.of(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            requests.add(request);
            if (!tokens.isValid(request.header("Authorization").replaceFirst("(?i)^bearer ", "")))
                return Answer.error(
                                401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")
                        .with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
            busy = mailboxOf(request);
            if (busy != null && enters(busy)) return Answer.throttled(1);
            var planned = instead.of(request, () -> usual(request));
            return planned != null ? planned : usual(request);
        } catch (Refused refused) {
            return refused.answer();
        } finally {
            if (busy != null) busy.inFlight.decrementAndGet();
        }
    }

    private StandInMailbox mailboxOf(Request request) {
        try {
            return request.user().isEmpty() ? null : find(request.user());
        } catch (Refused unknown) {
            return null;
        }
    }

    /** True when the mailbox has too many requests at once. */
    private static boolean enters(StandInMailbox mailbox) {
        var now = mailbox.inFlight.incrementAndGet();
        mailbox.mostInFlight.accumulateAndGet(now, Math::max);
        return now > CONCURRENT_PER_MAILBOX;
    }

    /** Refuses where the app may not read the mailbox. */
    void mayRead(StandInMailbox user) {
        api.mayRead(user);
    }

    private Answer usual(Request request) {
        try {
            return api.answer(request);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private void authority(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            send(exchange, tokens.answer(path, body, authorityUrl() + path, root()));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("request-id", UUID.randomUUID().toString());
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length == 0) return;
        var out = exchange.getResponseBody();
        if (answer.cutAfter() < 0) out.write(bytes);
        else {
            out.write(bytes, 0, Math.min(answer.cutAfter(), bytes.length - 1));
            out.flush();
        }
    }

    @Override
    public void close() {
        graph.stop(0);
        authority.stop(0);
        threads.close();
    }
}
