/**
 * The record of touches. Writes touch, touch_sighting, touch_party, touch_partner, touch_credit, thread_ref, partner_last_touch,
 * stored_number_check; reads partner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "alert"})
package app.touchline.touch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
