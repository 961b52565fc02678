package app.touchline.mailbox.graph;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.graph.FolderTree.Landmarks;
import app.touchline.secrets.Secrets;

/** Mailboxes at Microsoft 365. One client for each tenant, for as long as its credential stays the same. */
@Component
class GraphSource implements MailSource<Tenant.Mailbox> {

    private final GraphSettings settings;
    private final SslBundles bundles;
    private final Secrets secrets;
    private final Clock clock;
    private final Map<Long, TenantClient> clients = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, Landmarks>> landmarks = new ConcurrentHashMap<>();
    private final Known known = new Known();

    GraphSource(GraphSettings settings, SslBundles bundles, Secrets secrets, Clock clock) {
        this.settings = settings;
        this.bundles = bundles;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Visit visit(Tenant.Mailbox mailbox) throws MailTrouble {
        var client = client(mailbox.tenant());
        client.signIn();
        return visit(
                client,
                mailbox.address(),
                known,
                landmarks.computeIfAbsent(mailbox.tenant().connectionId(), tenant -> new ConcurrentHashMap<>()));
    }

    /** A visit that leaves nothing behind. */
    GraphVisit look(TenantClient client, String address) {
        return visit(client, address, new Known(), new ConcurrentHashMap<>());
    }

    private GraphVisit visit(TenantClient client, String address, Known lately, Map<String, Landmarks> seen) {
        return new GraphVisit(client, address, new Places(secrets, address), lately, seen, clock.instant());
    }

    TenantClient client(Tenant tenant) throws MailTrouble {
        try {
            return clients.compute(
                    tenant.connectionId(),
                    (id, client) -> client != null && client.tenant().equals(tenant)
                            ? client
                            : new TenantClient(tenant, trust(settings.sslBundle()), clock));
        } catch (RuntimeException e) {
            throw SignInTroubles.of(e);
        }
    }

    private GraphHttp.@Nullable Trust trust(@Nullable String bundle) {
        if (bundle == null || bundle.isBlank()) return null;
        var chosen = bundles.getBundle(bundle);
        return new GraphHttp.Trust(
                chosen.createSslContext(), manager(chosen.getStores().getTrustStore()));
    }

    static X509TrustManager manager(@Nullable KeyStore trusted) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            for (var manager : factory.getTrustManagers()) if (manager instanceof X509TrustManager x509) return x509;
            throw new IllegalStateException("this Java has no trust manager for certificates");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
