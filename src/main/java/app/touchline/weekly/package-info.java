/**
 * The weekly number: coverage per tier now and as of any day. Shows only.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch", "action", "mailbox", "cadence"})
package app.touchline.weekly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
