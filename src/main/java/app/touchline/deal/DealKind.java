package app.touchline.deal;

/** Whether the customer is new to what the deal is about. */
public enum DealKind {
    NEW_BUSINESS("New business"),
    RENEWAL("Renewal"),
    EXPANSION("Expansion");

    private final String words;

    DealKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
