/**
 * Mails that a person sends to a partner from a prepared text, by their own mail program. Writes outreach_template; reads
 * partner, action.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "action", "cadence"})
package app.touchline.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
