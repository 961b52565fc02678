/**
 * Deals on their way: the board, the list, the forecast, the weekly review, and what becomes of deals that stall. Writes
 * pipeline_stage, pipeline_rule, pipeline_review, stalled_action; moves deals and sets actions through their own verbs. Reads
 * deal, deal_event and what the database keeps of deals as they change: deal_part, the part of each partner in the money of a deal;
 * deal_worth, a small row for every deal; deal_sum and deal_sum_change, what deals that are alike add up to. Folds the last one into
 * the one before it, values deals anew when a rate changes, and checks all of them every night. Sourced and influenced stand side by side and are never added
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
            "action",
            "touch"
        })
package app.touchline.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
