/**
 * Two deals for one customer: found, shown before they are registered, decided by the rules of engagement, appealed once. Writes
 * customer_alias, deal_conflict, conflict_decision, conflict_appeal, engagement_version, engagement_rule; reads deal
 * and certification; what is decided it does through deal.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "hours",
            "money",
            "post",
            "partner",
            "certification",
            "deal"
        })
package app.touchline.conflict;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
