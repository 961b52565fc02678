/**
 * The programme's settings, and what is true of every internet domain, ours and others'. Writes programme, own_domain, own_address, touch_counts_history, free_mail_change.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"answers", "audit", "web", "team"})
package app.touchline.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
