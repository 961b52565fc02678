package app.touchline.deal;

/** What a partner's part in a deal is. The two are never added up. */
public enum Part {
    SOURCED("Sourced"),
    INFLUENCED("Influenced");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
