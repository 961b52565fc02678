/**
 * The daily list. Writes today_filter; everything else through action and response.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "partner",
            "touch",
            "action",
            "response",
            "mailbox",
            "cadence"
        })
package app.touchline.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
