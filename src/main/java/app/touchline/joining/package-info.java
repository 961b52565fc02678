/**
 * How a company enters the programme: four questions, then its first test and first action, or a polite pass. Writes
 * qualification; enters through partner, ninetyday, action.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "hours", "partner", "ninetyday", "action"})
package app.touchline.joining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
