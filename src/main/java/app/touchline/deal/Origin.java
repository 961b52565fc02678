package app.touchline.deal;

/** From where a deal came. */
public enum Origin {
    PARTNER("Registered by the partner"),
    LEAD("Lead we passed to the partner"),
    OWN_SALES("Entered by our own sales");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
