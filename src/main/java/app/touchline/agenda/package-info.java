/**
 * What is due, brought to a person: the mail in the morning, and a calendar of their actions. Writes morning_mail,
 * calendar_address; reads through today and action.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "post", "action", "today"})
package app.touchline.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
