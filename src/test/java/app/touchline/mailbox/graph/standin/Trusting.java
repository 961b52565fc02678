package app.touchline.mailbox.graph.standin;

import java.security.KeyStore;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/** Makes the application trust the stand-in's certificate, under the bundle's name that its tests set. */
public final class Trusting {

    private static final String BUNDLE = "stand-in";

    private Trusting() {}

    public static void standIns(SslBundles bundles) {
        try {
            bundles.getBundle(BUNDLE);
        } catch (NoSuchSslBundleException notYet) {
            KeyStore trusted = StandIn.trusted();
            ((SslBundleRegistry) bundles).registerBundle(BUNDLE, SslBundle.of(SslStoreBundle.of(null, null, trusted)));
        }
    }
}
