/**
 * The weekly read as it is held: begun, decided partner by partner, closed. Writes weekly_read,
 * weekly_read_reopening, weekly_decision; what is
 * decided it does through partner and action.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "action"})
package app.touchline.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
