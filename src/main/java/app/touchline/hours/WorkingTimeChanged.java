package app.touchline.hours;

/** Weekly hours or days off are others now; published in the transaction that changes them. */
public record WorkingTimeChanged() {}
