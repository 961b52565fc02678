package app.touchline.post;

import org.jspecify.annotations.Nullable;

/**
 * The server through which mail goes out, and whom it is from.
 *
 * @param username null: it lets us in without signing in
 * @param password with a user only
 */
record SmtpServer(
        String host,
        int port,
        Protection protection,
        @Nullable String username,
        @Nullable String password,
        String fromAddress,
        String fromName) {

    SmtpServer {
        if ((username == null) != (password == null))
            throw new IllegalArgumentException("a user has a password, nobody has none");
    }

    /** What a stored password is bound to: it goes to this server and user alone. */
    static String boundTo(String host, int port, Protection protection, String username) {
        return "touchline smtp password|%s|%d|%s|%s".formatted(host, port, protection, username);
    }

    String where() {
        return host + ", port " + port;
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "SmtpServer[" + where() + "]";
    }
}
