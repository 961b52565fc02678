package app.touchline.cadence;

/**
 * A tier with the cadence window that was in force on the day asked about.
 *
 * @param windowDays a partner is inside while at most this many days have passed since its anchor
 * @param leadDays the last days of the window, in which a touch is due soon
 */
public record TierWindow(long tierId, String name, int rank, int windowDays, int leadDays) {}
