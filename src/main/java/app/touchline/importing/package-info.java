/**
 * Import of partners, contacts and domains from CSV; writes through app.touchline.partner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner"})
package app.touchline.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
