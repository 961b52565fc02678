/**
 * Two partners turn out to be one. Reads partner, touch, action, intro, ninety_day_test, deal_share, certification; writes through partner, of which the others are told.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch", "action"})
package app.touchline.merging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
