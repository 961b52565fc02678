package app.touchline.ninetyday;

/** How a ninety-day test stands, or how it ended. */
public enum Verdict {
    ON_TRACK("On track"),
    AT_RISK("At risk"),
    DELIVERED("Delivered"),
    FAILED("Failed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Delivered and Failed are final. */
    public boolean ends() {
        return this == DELIVERED || this == FAILED;
    }
}
