package app.touchline.mailbox;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.settings.SettingsReader;

/** Where Microsoft 365 would tell of new mail: under the programme's address, if that is reached by https. */
@Component
class NotificationAddress {

    static final String PATH = "/hooks/microsoft365";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final SettingsReader settings;

    NotificationAddress(SettingsReader settings) {
        this.settings = settings;
    }

    /** Null where it cannot be: no address is set, or one without https (which is enough within one machine). */
    @Nullable
    String of(URI graph) {
        var base = settings.current().baseUrl();
        if (base == null) return null;
        var here = URI.create(base);
        boolean withinOneMachine = isLoopback(here) && isLoopback(graph);
        return "https".equalsIgnoreCase(here.getScheme()) || withinOneMachine ? base + PATH : null;
    }

    private static boolean isLoopback(URI address) {
        return address.getHost() != null && LOOPBACK.contains(address.getHost());
    }
}
