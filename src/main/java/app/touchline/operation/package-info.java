/**
 * What whoever operates an installation looks at: numbers for Prometheus, the form of the log. Owns no table; reads mailbox
 * and what belongs to it, outgoing_mail, alert.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "touch"})
package app.touchline.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
