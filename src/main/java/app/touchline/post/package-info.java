/**
 * Mail that Touchline sends: the server it goes through, and the outbox. Writes smtp_server, outgoing_mail.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "web", "team", "settings", "secrets", "database"})
package app.touchline.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
