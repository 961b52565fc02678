package app.touchline.pipeline;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Part;
import app.touchline.deal.Stage;

/**
 * What the filters of deals offer.
 *
 * @param owners those who look after a deal
 * @param partner whose deals are asked for; null: of all
 */
record Choices(
        List<Choice> tiers,
        List<Choice> owners,
        List<Choice> types,
        @Nullable Choice partner) {

    record Choice(long id, String name) {}

    public Phase[] phases() {
        return Phase.values();
    }

    public Stage[] stages() {
        return Stage.values();
    }

    public Part[] parts() {
        return Part.values();
    }
}
