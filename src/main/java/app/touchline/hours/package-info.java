/**
 * When the programme works: weekly hours and days off, and what follows from them. Writes working_stretch, day_off.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"answers", "audit", "web", "team", "settings", "alert"})
package app.touchline.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
