/**
 * How long answers take, theirs and ours, and what waits for one. Writes response, response_due, reply_dismissal, reply_rule;
 * reads touch, partner, settings, hours.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"answers", "team", "web", "audit", "settings", "hours", "partner", "touch", "mailbox"})
package app.touchline.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
