/**
 * What a person will do next for a partner. Writes action, action_postponement; reads partner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "hours", "partner"})
package app.touchline.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
