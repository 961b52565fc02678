/**
 * What an admin must see to: noticed, told once, and shown until it is resolved. Writes alert.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "settings", "post"})
package app.touchline.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
