/**
 * How long answers take, theirs and ours. Writes response, response_due; reads touch, partner, settings, hours.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "hours", "partner", "touch"})
package app.touchline.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
