package app.touchline.mailbox.graph;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.ApiException;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.Tenant.Credential;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.graph.GraphHttp.Trust;

/** A tenant's Graph, and the way in. The token goes to Graph's own host and nowhere else. */
final class TenantClient {

    /** As Entra numbers what it knows. */
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Tenant tenant;
    private final Tokens tokens;
    private final Tokens imapTokens;
    private final GraphServiceClient graph;
    private final Clock clock;
    private final Map<String, String> objectIds = new ConcurrentHashMap<>();
    private volatile boolean headersRefused;

    TenantClient(Tenant tenant, @Nullable Trust trust, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
        var signIn = signInHttp(tenant, trust);
        credential(tenant, signIn); // what cannot be used at all is told now
        this.tokens = new Tokens(() -> credential(tenant, signIn), root(tenant.graph()) + "/.default", clock);
        this.imapTokens = new Tokens(() -> credential(tenant, signIn), ExchangeTokens.scope(tenant.graph()), clock);
        this.graph = GraphHttp.client(tenant.graph(), new BaseBearerTokenAuthenticationProvider(new Bearer()), trust);
    }

    private static HttpClient signInHttp(Tenant tenant, @Nullable Trust trust) {
        var http = java.net.http.HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (trust != null) http.sslContext(trust.context());
        return new SignInHttp(
                new JdkHttpClientBuilder(http)
                        .responseTimeout(Duration.ofSeconds(30))
                        .build(),
                tenant.authority());
    }

    private static TokenCredential credential(Tenant tenant, HttpClient http) {
        return switch (tenant.credential()) {
            case Credential.Secret(var value) -> {
                var builder = new ClientSecretCredentialBuilder().clientSecret(value);
                prepare(builder, tenant, http);
                yield builder.build();
            }
            case Credential.Certificate(var pem) -> {
                var builder = new ClientCertificateCredentialBuilder()
                        .pemCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
                prepare(builder, tenant, http);
                yield builder.build();
            }
        };
    }

    /** Retrying is for the scheduler: here, the library would hold the thread for minutes. */
    private static void prepare(AadCredentialBuilderBase<?> builder, Tenant tenant, HttpClient http) {
        builder.tenantId(tenant.id())
                .clientId(tenant.clientId())
                .authorityHost(SignInHttp.asTheLibraryWantsIt(tenant.authority()))
                .disableInstanceDiscovery();
        builder.httpClient(http).retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))));
    }

    static String root(URI graph) {
        return graph.getScheme() + "://" + graph.getRawAuthority();
    }

    GraphServiceClient graph() {
        return graph;
    }

    Tenant tenant() {
        return tenant;
    }

    /** For reading by IMAP instead of through Graph. */
    Tokens imapTokens() {
        return imapTokens;
    }

    void signIn() throws MailTrouble {
        tokens.current();
    }

    /** Graph may name a mailbox by its user's object id instead: it is the same one where the root folder is the same. */
    boolean isAnotherNameFor(String user, String name) throws MailTrouble {
        if (!OBJECT_ID.matcher(name).matches()) return false;
        if (name.equals(objectIds.get(user))) return true;
        try {
            var now = clock.instant();
            if (!new FolderTree(this, name, now).root().equals(new FolderTree(this, user, now).root())) return false;
        } catch (MailTrouble e) {
            return switch (e.trouble()) {
                case Trouble.Unconsented _, Trouble.MailboxGone _ -> false;
                default -> throw e;
            };
        }
        objectIds.put(user, name);
        return true;
    }

    /** One request. A token that is refused is fetched anew, once. */
    <T> T ask(Supplier<@Nullable T> request) throws MailTrouble {
        var used = tokens.current();
        try {
            return answered(request);
        } catch (RuntimeException e) {
            if (!isUnauthorized(e)) throw GraphTroubles.of(e);
            tokens.refuse(used);
        }
        try {
            return answered(request);
        } catch (RuntimeException e) {
            throw GraphTroubles.of(e);
        }
    }

    /**
     * One request for mail, given the fields to ask for. Where an app may not see headers, a tenant may refuse the whole
     * request instead of leaving them out: then it is made once more without them.
     */
    <T> T askForMail(Function<String[], @Nullable T> request) throws MailTrouble {
        var fields = headersRefused ? Post.WITHOUT_HEADERS : Post.FIELDS;
        try {
            return ask(() -> request.apply(fields));
        } catch (MailTrouble e) {
            if (headersRefused || !GraphTroubles.isRefusal(e)) throw e;
            T answer;
            try {
                answer = ask(() -> request.apply(Post.WITHOUT_HEADERS));
            } catch (MailTrouble again) {
                e.addSuppressed(again);
                throw e;
            }
            headersRefused = true;
            return answer;
        }
    }

    private static <T> T answered(Supplier<@Nullable T> request) {
        var answer = request.get();
        if (answer == null) throw new IllegalStateException("an empty answer");
        return answer;
    }

    private static boolean isUnauthorized(RuntimeException e) {
        return Causes.of(e).stream()
                .anyMatch(cause -> cause instanceof ApiException refused && refused.getResponseStatusCode() == 401);
    }

    private final class Bearer implements AccessTokenProvider {

        private final AllowedHostsValidator hosts =
                new AllowedHostsValidator(tenant.graph().getHost());

        @Override
        public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
            if (!root(uri).equalsIgnoreCase(root(tenant.graph())))
                throw new IllegalStateException("a request to another host than Graph's");
            try {
                return tokens.current();
            } catch (MailTrouble e) {
                throw new NoToken(e);
            }
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return hosts;
        }
    }
}
