package app.touchline.pipeline;

import app.touchline.deal.Stage;
import app.touchline.partner.Refused;

/**
 * What the programme expects of an open stage.
 *
 * @param probability how likely a deal in it is won, in percent
 * @param staleDays after so many days without a change of stage a deal in it is stalled
 */
public record StageRule(Stage stage, int probability, int staleDays) {

    public StageRule {
        if (stage.closed()) throw new IllegalArgumentException(stage + " is an end");
        if (probability < 0 || probability > 100)
            throw new Refused("probability." + stage, "A probability is between 0 and 100 percent.");
        if (staleDays < 1 || staleDays > 366) throw new Refused("days." + stage, "A deal stalls after 1 to 366 days.");
    }
}
