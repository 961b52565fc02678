package app.touchline.partner;

/** Where a partner stands in the programme. Only Testing and Active are in cadence, that is, counted. */
public enum ProgrammeStatus {
    PROSPECT("Prospect"),
    TESTING("Testing"),
    ACTIVE("Active"),
    PAUSED("Paused"),
    INACTIVE("Inactive");

    private final String words;

    ProgrammeStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean inCadence() {
        return this == TESTING || this == ACTIVE;
    }
}
