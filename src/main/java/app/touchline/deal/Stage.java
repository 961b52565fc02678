package app.touchline.deal;

import java.util.Arrays;
import java.util.List;

/** How far a deal has come. Which follows which stands here and, for whoever writes past the application, in deal_stage_move. */
public enum Stage {
    REGISTERED("Registered", 1),
    QUALIFIED("Qualified", 2),
    PROPOSAL_SENT("Proposal sent", 3),
    NEGOTIATING("Negotiating", 4),
    CLOSED_WON("Closed won", 5),
    CLOSED_LOST("Closed lost", 5);

    private final String words;
    private final int step;

    Stage(String words, int step) {
        this.words = words;
        this.step = step;
    }

    public String words() {
        return words;
    }

    public boolean closed() {
        return this == CLOSED_WON || this == CLOSED_LOST;
    }

    /**
     * Open stages lead to any later one and one back, though never back to registered; whatever is open can be lost, and won
     * once it is qualified; what is closed goes back, by reopening, to where it may have come from.
     */
    public boolean leadsTo(Stage other) {
        if (this == other) return false;
        return switch (other) {
            case CLOSED_WON -> !closed() && this != REGISTERED;
            case CLOSED_LOST -> !closed();
            case REGISTERED -> this == CLOSED_LOST;
            default -> closed() || other.step > step || other.step == step - 1;
        };
    }

    /** The open stages to which a deal may be moved from here. */
    public List<Stage> next() {
        return closed()
                ? List.of()
                : Arrays.stream(values())
                        .filter(other -> !other.closed() && leadsTo(other))
                        .toList();
    }

    public static List<Stage> open() {
        return Arrays.stream(values()).filter(stage -> !stage.closed()).toList();
    }
}
