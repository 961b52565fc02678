/**
 * Layout, errors and formats that every page shares. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package app.touchline.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
