/**
 * What is due, brought to a person: the mail in the morning, and a calendar of their actions and of what waits about deals. Writes
 * morning_mail, calendar_address; reads through today, action and deal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "post", "action", "deal", "today"})
package app.touchline.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
