/**
 * Deals on their way: the board, the list, the forecast, the weekly review, and what becomes of deals that stall. Writes
 * pipeline_stage, pipeline_rule, pipeline_review, stalled_action; moves deals and sets actions through their own verbs. Reads
 * deal, deal_event, deal_part and deal_worth: the last two are kept by the database, a part of each partner in the money of a
 * deal and a small row for every deal, from which sums are made. Sourced and influenced stand side by side and are never added
 * up; deals that our own sales entered are in neither.
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
            "money",
            "partner",
            "deal",
            "action"
        })
package app.touchline.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
