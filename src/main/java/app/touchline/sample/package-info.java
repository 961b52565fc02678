/**
 * A sample programme whose mail lies in a mail server inside the process. Never starts beside a real database.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "database",
            "partner",
            "touch",
            "action",
            "intro",
            "ninetyday",
            "joining",
            "mailbox",
            "importing",
            "money",
            "deal",
            "reading",
            "recovery",
            "cadence",
            "weekly"
        })
package app.touchline.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
