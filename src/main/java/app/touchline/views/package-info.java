/**
 * The list of partners and the page of one partner. Shows only.
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
            "mailbox",
            "cadence",
            "response",
            "tidying",
            "intro",
            "ninetyday",
            "figures",
            "joining"
        })
package app.touchline.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
