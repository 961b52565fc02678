/**
 * The daily list. Writes today_filter, bulk_act, bulk_act_part; everything else through action
 * and response.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "answers",
            "hours",
            "partner",
            "touch",
            "action",
            "ninetyday",
            "deal",
            "response",
            "mailbox",
            "cadence"
        })
package app.touchline.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
