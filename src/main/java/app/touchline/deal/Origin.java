package app.touchline.deal;

/** From where a deal came. */
public enum Origin {
    PARTNER("Registered by the partner"),
    LEAD("Lead we passed to the partner"),
    OWN_SALES("Entered by our own sales");

    /** Why {@link #allows} says no. */
    static final String NOT_ITS_PART = "A lead that we pass on was not sourced by the partner, who influences it.";

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The part of the partner whose deal it is where nobody says another. */
    public Part usualPart() {
        return allows(Part.SOURCED) ? Part.SOURCED : Part.INFLUENCED;
    }

    /** Whether the partner whose deal it is can have had that part: what we pass on it did not source. */
    boolean allows(Part part) {
        return this != LEAD || part != Part.SOURCED;
    }
}
