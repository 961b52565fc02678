/**
 * The weekly number, and the weekly read as pages: five steps, the frozen record, the digest. Shows; what is decided it
 * hands to app.touchline.reading.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "answers",
            "post",
            "slack",
            "partner",
            "pipeline",
            "touch",
            "action",
            "ninetyday",
            "mailbox",
            "cadence",
            "reading"
        })
package app.touchline.weekly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
