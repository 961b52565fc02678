package app.touchline.settings;

/** Which mail moves the cadence: only what we sent, or either direction. Meetings and hand-noted touches always do. */
public enum TouchCounts {
    SENT("Only what we sent"),
    EITHER("Mail in either direction");

    private final String words;

    TouchCounts(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
