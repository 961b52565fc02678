/**
 * Computes cadence and coverage, now and as of a past day. Writes nothing; reads partner, touch, settings.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch"})
package app.touchline.cadence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
