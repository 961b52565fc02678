/**
 * What is gone through at set times: the weekly update on Fridays, and the monthly review. Shows; writes through partner, action,
 * intro and ninetyday.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "partner", "action", "intro", "ninetyday"})
package app.touchline.rounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
