/**
 * The daily list. Shows; writes only through action.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch", "action", "mailbox", "cadence"})
package app.touchline.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
