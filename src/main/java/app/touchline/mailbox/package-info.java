/**
 * Mailboxes and how mail comes in: read, classified, attributed, noted as touches. Writes mailbox and what belongs to it; touches through app.touchline.touch.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"database", "secrets", "alert", "team", "web", "audit", "settings", "partner", "touch"})
package app.touchline.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
