package app.touchline.deal;

import org.jspecify.annotations.Nullable;

/**
 * A deal as it comes in.
 *
 * @param partnerId whose it is; null where our own sales entered it
 * @param part whether that partner sourced it, or influenced what somebody else brought
 */
public record Registration(Origin origin, @Nullable Long partnerId, Part part, Details details) {

    public Registration {
        if ((origin == Origin.OWN_SALES) != (partnerId == null))
            throw new IllegalArgumentException("a deal of our own sales has no partner, every other one has");
    }
}
