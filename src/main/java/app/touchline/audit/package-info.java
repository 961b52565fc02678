/**
 * The append-only record of who did what. Writes audit_entry.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package app.touchline.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
