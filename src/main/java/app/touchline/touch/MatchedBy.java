package app.touchline.touch;

/** How an address was found to be a partner's; the earlier one is the surer. */
public enum MatchedBy {
    PERSON("decided by a person"),
    ADDRESS("matched by contact address"),
    PLUS_TAG("matched by contact address, a variant of it"),
    DOMAIN("matched by domain");

    private final String words;

    MatchedBy(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
