/**
 * Passwords and the like, encrypted for the database. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package app.touchline.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
