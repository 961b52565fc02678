/**
 * Ninety days in which a partner shows what comes of it. Writes ninety_day_test; reads partner, intro, deal,
 * deal_share.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner"})
package app.touchline.ninetyday;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
