/**
 * The record of touches. Writes touch, touch_sighting, touch_party, touch_partner, touch_credit, thread_ref, partner_last_touch; reads partner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner"})
package app.touchline.touch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
