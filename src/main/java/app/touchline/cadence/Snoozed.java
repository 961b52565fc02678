package app.touchline.cadence;

import java.time.LocalDate;

/**
 * A partner that is left alone for a reason: listed under snoozed instead of slipped.
 *
 * @param until the first day on which it is listed as before, unless a counted touch ends it earlier
 */
public record Snoozed(LocalDate until, String reason) {}
