package app.touchline.slack;

import java.net.URI;
import java.util.Optional;

/** The address of an incoming webhook: whoever knows it can write to the channel. */
record SlackAddress(URI uri) {

    /** Empty for what is none: https with a host, or http on this machine. */
    static Optional<SlackAddress> of(String typed) {
        try {
            var uri = URI.create(typed.strip());
            var host = uri.getHost();
            if (host == null || uri.getUserInfo() != null) return Optional.empty();
            var here = host.equals("localhost") || host.equals("127.0.0.1");
            var fits = "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
            return fits ? Optional.of(new SlackAddress(uri)) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Without the part that is secret. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + "/…";
    }
}
