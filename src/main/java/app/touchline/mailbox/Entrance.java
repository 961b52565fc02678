package app.touchline.mailbox;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.secrets.Secrets;

/**
 * How a mailbox is entered, as it is entered by an admin: on a mail server with a user and a sealed password or with a connection's
 * tokens, or through the app of its tenant. Another entrance takes its place; none is changed. {@link Door} is how reading sees it.
 */
@Embeddable
class Entrance {

    private @Nullable Long connectionId;
    private @Nullable String host;
    private @Nullable Integer port;

    @Enumerated(EnumType.STRING)
    private @Nullable Tls tls;

    private @Nullable String username;
    private byte @Nullable [] secret;
    private @Nullable String trustedPem;
    private boolean trustedAlone;

    /** For Hibernate, and for those that fill it. */
    protected Entrance() {}

    static Entrance inTenant(long connectionId) {
        var entrance = new Entrance();
        entrance.connectionId = connectionId;
        return entrance;
    }

    static Entrance to(MailSource.Account server, Secrets secrets) {
        var entrance = new Entrance();
        entrance.host = server.host();
        entrance.port = server.port();
        entrance.tls = server.tls();
        entrance.username = server.username();
        switch (server.signIn()) {
            case SignIn.Password(var password) ->
                entrance.secret =
                        secrets.seal(password, boundTo(server.host(), server.port(), server.tls(), server.username()));
            case SignIn.Through(var connection) -> entrance.connectionId = connection;
            case SignIn.Token _ -> throw new IllegalArgumentException("a token is not kept");
        }
        entrance.trust(server.authority());
        return entrance;
    }

    /** A password belongs to one server, port, protection and user; moved to another, it does not open. */
    static String boundTo(String host, int port, Tls tls, String username) {
        return "touchline mailbox password|%s|%d|%s|%s".formatted(host, port, tls, username);
    }

    /** The same, where the server's certificate is signed by that authority; null for those that the machine knows. */
    Entrance trusting(@Nullable Authority authority) {
        var entrance = copy();
        entrance.trust(authority);
        return entrance;
    }

    /** The same without its password. */
    Entrance locked() {
        var entrance = copy();
        if (secret != null) entrance.secret = new byte[0];
        return entrance;
    }

    private Entrance copy() {
        var entrance = new Entrance();
        entrance.connectionId = connectionId;
        entrance.host = host;
        entrance.port = port;
        entrance.tls = tls;
        entrance.username = username;
        entrance.secret = secret;
        entrance.trustedPem = trustedPem;
        entrance.trustedAlone = trustedAlone;
        return entrance;
    }

    private void trust(@Nullable Authority authority) {
        this.trustedPem = authority == null ? null : authority.pem();
        this.trustedAlone = authority != null && authority.alone();
    }

    @Nullable
    Authority authority() {
        return trustedPem == null ? null : new Authority(trustedPem, trustedAlone);
    }

    @Nullable
    Long connectionId() {
        return connectionId;
    }

    /** Whether a password of the mailbox's own is kept. */
    boolean hasPassword() {
        return secret != null;
    }

    /** Empty where none is kept or it was sealed with another key. */
    String password(Secrets secrets) {
        if (secret == null) return "";
        return secrets.open(secret, boundTo(host(), port(), tls(), username())).orElse("");
    }

    String host() {
        return onAServer(host);
    }

    int port() {
        return onAServer(port);
    }

    Tls tls() {
        return onAServer(tls);
    }

    String username() {
        return onAServer(username);
    }

    private static <T> T onAServer(@Nullable T part) {
        if (part == null) throw new IllegalStateException("the mailbox is read through its tenant's app");
        return part;
    }

    /** Whether a stored password would go to another place with these: then it must be typed again. */
    boolean isElsewhere(String newHost, int newPort, Tls newTls, String newUsername) {
        return !(host().equals(newHost)
                && port() == newPort
                && tls() == newTls
                && username().equals(newUsername));
    }
}
