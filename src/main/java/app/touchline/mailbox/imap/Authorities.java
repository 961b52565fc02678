package app.touchline.mailbox.imap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Authority;

/** Connections that trust somebody's own certificate authority. Whether the certificate is for the host is checked as ever. */
final class Authorities {

    private static final int MOST = 200;

    private final Map<Authority, SSLSocketFactory> made = new ConcurrentHashMap<>();

    SSLSocketFactory trusting(Authority authority) throws GeneralSecurityException {
        var known = made.get(authority);
        if (known != null) return known;
        var trusted = new ArrayList<>(authority.certificates());
        if (!authority.alone()) trusted.addAll(knownToTheMachine());
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust(store(trusted)).getTrustManagers(), null);
        if (made.size() >= MOST) made.clear();
        made.put(authority, context.getSocketFactory());
        return context.getSocketFactory();
    }

    private static List<X509Certificate> knownToTheMachine() throws GeneralSecurityException {
        for (var manager : trust(null).getTrustManagers())
            if (manager instanceof X509TrustManager x509) return List.of(x509.getAcceptedIssuers());
        return List.of();
    }

    private static KeyStore store(List<X509Certificate> trusted) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) store.setCertificateEntry("trusted " + i, trusted.get(i));
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static TrustManagerFactory trust(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
