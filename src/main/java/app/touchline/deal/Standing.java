package app.touchline.deal;

/** What was decided of a registration. */
public enum Standing {
    WAITING("Waiting for a decision"),
    APPROVED("Approved"),
    DECLINED("Declined"),
    /** Taken back before it was decided. */
    WITHDRAWN("Withdrawn"),
    /** Our own sales entered it: there is nothing to decide and nothing to protect. */
    OURS("Our own sales'");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether its stage may change. */
    public boolean moves() {
        return this == APPROVED || this == OURS;
    }

    public boolean over() {
        return this == DECLINED || this == WITHDRAWN;
    }
}
