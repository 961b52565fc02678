/**
 * The database at start: a real one that is named, or an embedded one in a folder of its own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package app.touchline.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
