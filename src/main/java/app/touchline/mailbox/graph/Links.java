package app.touchline.mailbox.graph;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Links that Graph gives to go on with. They are followed as they are, but kept without the host, and only where they lead
 * to where they came from: a link from elsewhere would carry the token there.
 */
final class Links {

    private final URI graph;

    Links(URI graph) {
        this.graph = graph;
    }

    /**
     * The part to be kept; empty where the link leads to another host, or out of the path.
     *
     * @param under the resource, such as users/x/mailFolders/y/messages
     */
    Optional<String> kept(String link, String under) {
        try {
            var uri = new URI(link);
            if (!graph.getScheme().equalsIgnoreCase(uri.getScheme())
                    || !String.valueOf(graph.getRawAuthority()).equalsIgnoreCase(uri.getRawAuthority())
                    || uri.getRawFragment() != null
                    || uri.getRawPath() == null) return Optional.empty();
            var rest = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return fits(uri.getRawPath(), under) ? Optional.of(rest) : Optional.empty();
        } catch (URISyntaxException notALink) {
            return Optional.empty();
        }
    }

    /** The whole link again; empty where what was kept does not belong to the resource. */
    Optional<String> whole(String kept, String under) {
        return kept(TenantClient.root(graph) + kept, under).map(rest -> TenantClient.root(graph) + rest);
    }

    private boolean fits(String rawPath, String under) {
        var path = plain(rawPath);
        var expected = plain(graph.getRawPath() + "/" + under);
        return !path.contains("/../")
                && !path.contains("//")
                && (path.equals(expected) || path.startsWith(expected + "/"));
    }

    /** Graph writes keys as it likes: users/x, users('x'), Users('x'). */
    private static String plain(String rawPath) {
        return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replace("('", "/")
                .replace("')", "")
                .toLowerCase(Locale.ROOT);
    }
}
