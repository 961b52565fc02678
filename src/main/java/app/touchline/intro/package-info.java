/**
 * What partners bring: intros one by one, leads by number. Writes intro, lead_count; reads partner, contact.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner"})
package app.touchline.intro;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
