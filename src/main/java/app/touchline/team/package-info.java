/**
 * Our own people, their roles and how they sign in. Writes member, member_role, member_link.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"answers", "audit", "web"})
package app.touchline.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
