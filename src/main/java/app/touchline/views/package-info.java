/**
 * The list of partners and the page of one partner. The views of partners, named, saved or chosen, as pages and files. Writes saved_view.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "answers",
            "partner",
            "deal",
            "pipeline",
            "touch",
            "action",
            "mailbox",
            "cadence",
            "figures",
            "ninetyday",
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
