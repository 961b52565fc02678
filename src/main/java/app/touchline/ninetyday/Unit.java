package app.touchline.ninetyday;

/** What is counted in a ninety-day test. */
public enum Unit {
    INTROS("intros"),
    QUALIFIED_CONVERSATIONS("qualified conversations"),
    DEALS("deals");

    private final String words;

    Unit(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
