/**
 * What a person looks after goes to others before they leave. Reads and writes partner, action, mailbox, deal
 * and conflict through what they offer.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "partner", "action", "mailbox", "deal", "conflict"})
package app.touchline.handover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
