package app.touchline.mailbox.graph;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import app.touchline.mailbox.MailTrouble;

/**
 * Links that Graph gives to go on with in a mailbox. They are followed as they are, but kept without the host, and only where
 * they lead to where they came from: a link from elsewhere would carry the token there.
 */
final class Links {

    private final TenantClient client;
    private final URI graph;
    private final String user;

    /** @param user as requests name the mailbox: by its address */
    Links(TenantClient client, String user) {
        this.client = client;
        this.graph = client.tenant().graph();
        this.user = user;
    }

    /**
     * The part to be kept; empty where the link leads to another host, into another mailbox, or out of the path.
     *
     * @param under what of the mailbox, such as mailFolders/y/messages
     */
    Optional<String> kept(String link, String under) throws MailTrouble {
        try {
            var uri = new URI(link);
            var path = uri.getRawPath();
            if (!leadsToGraph(uri) || uri.getRawFragment() != null || path == null || !fits(path, under))
                return Optional.empty();
            return Optional.of(path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (URISyntaxException notALink) {
            return Optional.empty();
        }
    }

    /** The whole link again; empty where what was kept does not belong there. */
    Optional<String> whole(String kept, String under) throws MailTrouble {
        return kept(TenantClient.root(graph) + kept, under).map(rest -> TenantClient.root(graph) + rest);
    }

    /** The link, where it may be followed at once. */
    Optional<String> followed(String link, String under) throws MailTrouble {
        return kept(link, under).map(rest -> TenantClient.root(graph) + rest);
    }

    private boolean leadsToGraph(URI uri) {
        return graph.getScheme().equalsIgnoreCase(uri.getScheme())
                && graph.getHost().equalsIgnoreCase(uri.getHost())
                && port(graph) == port(uri)
                && uri.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private boolean fits(String rawPath, String under) throws MailTrouble {
        var path = plain(rawPath);
        var users = plain(graph.getRawPath() + "/users/");
        int end = path.indexOf('/', users.length());
        if (!path.startsWith(users) || end < 0 || path.contains("//") || (path + "/").contains("/../")) return false;
        var rest = path.substring(end + 1);
        var expected = plain(under);
        return (rest.equals(expected) || rest.startsWith(expected + "/"))
                && isOurs(path.substring(users.length(), end));
    }

    private boolean isOurs(String name) throws MailTrouble {
        return name.equals(plain(user)) || client.isAnotherNameFor(user, name);
    }

    /** Graph writes keys and functions as it likes: users/x, users('x'), Users('x'); delta, delta(), microsoft.graph.delta(). */
    private static String plain(String rawPath) {
        return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replace("('", "/")
                .replace("')", "")
                .replace("''", "'")
                .replace("()", "")
                .toLowerCase(Locale.ROOT)
                .replace("/microsoft.graph.", "/");
    }
}
