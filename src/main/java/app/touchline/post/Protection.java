package app.touchline.post;

/** How the connection to the server for outgoing mail is protected. */
enum Protection {
    TLS("TLS (port 465)"),
    STARTTLS("STARTTLS (port 587)"),
    NONE("None: password and mail travel in the clear");

    private final String words;

    Protection(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
