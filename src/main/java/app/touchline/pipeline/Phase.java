package app.touchline.pipeline;

/** Where a deal stands, all stages of one kind together. */
public enum Phase {
    WAITING("Waiting for a decision"),
    /** In the pipeline: open, and approved or our own sales'. */
    OPEN("Open"),
    WON("Closed won"),
    LOST("Closed lost"),
    /** Declined or withdrawn. */
    OVER("Declined or withdrawn");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
