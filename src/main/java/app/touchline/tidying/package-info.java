/**
 * Contacts that should be entered, and those whose mail comes back. Writes contact_dismissal; reads touch, partner, and what the mailboxes tell of people.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch", "mailbox"})
package app.touchline.tidying;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
