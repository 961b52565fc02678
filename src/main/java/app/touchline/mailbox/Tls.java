package app.touchline.mailbox;

/** How the connection to a mail server is protected. */
public enum Tls {
    TLS("TLS (port 993)", 993),
    STARTTLS("STARTTLS (port 143)", 143),
    NONE("None: password and mail travel in the clear", 143);

    private final String words;
    private final int usualPort;

    Tls(String words, int usualPort) {
        this.words = words;
        this.usualPort = usualPort;
    }

    public String words() {
        return words;
    }

    /** Behind an address. */
    String brief() {
        return this == NONE ? "no TLS" : name();
    }

    public int usualPort() {
        return usualPort;
    }
}
