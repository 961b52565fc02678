package app.touchline.pipeline;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Stage;

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

    /** In which all deals of that stage are; null: they may be in several. */
    static @Nullable Phase only(Stage stage) {
        return switch (stage) {
            case REGISTERED -> null;
            case QUALIFIED, PROPOSAL_SENT, NEGOTIATING -> OPEN;
            case CLOSED_WON -> WON;
            case CLOSED_LOST -> LOST;
        };
    }

    public String words() {
        return words;
    }
}
