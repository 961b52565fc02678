/**
 * Forgetting: a person who asks to be erased, touches that were kept long enough. Blanks what names an erased person in
 * contact, touch, directory_change, address_name, bounce, contact_dismissal, audit_entry and what imports keep, through its
 * owner where that has a verb for it. Reads whatever people wrote about partners, for where a person is named in it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch"})
package app.touchline.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
