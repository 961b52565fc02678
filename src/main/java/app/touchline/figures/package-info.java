/**
 * What follows about a partner from its contacts, touches, intros and deals, each number with its definition and the rows behind
 * it. Writes opening_value, partner_activity, rep_engagement; reads partner, contact, touch, intro, lead_count, deal, deal_part,
 * deal_worth.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "web", "audit", "settings", "partner", "touch", "mailbox", "intro", "money"})
package app.touchline.figures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
