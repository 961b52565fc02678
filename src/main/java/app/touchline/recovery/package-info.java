/**
 * Recovery touches close by themselves. Reads touch and action; writes action through what it offers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"settings", "touch", "action"})
package app.touchline.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
