/**
 * Digests to a channel of a chat, through an incoming webhook as Slack has them. Writes slack_webhook, slack_message.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "web", "team", "secrets", "alert"})
package app.touchline.slack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
