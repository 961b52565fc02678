package app.touchline.partner;

/** What a partner is good for, in one word for all of them. */
public enum Archetype {
    DEMAND_CREATOR("Demand creator"),
    DEAL_ACCELERATOR("Deal accelerator"),
    CAPABILITY_COMPLETER("Capability completer"),
    CHANNEL_MULTIPLIER("Channel multiplier");

    private final String words;

    Archetype(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
