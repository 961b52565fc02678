/**
 * What partners are certified for, from which day to which: evidence where the rules of engagement ask for it. Writes
 * certification; reads partner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner"})
package app.touchline.certification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
