/**
 * Deals: registered for a partner, decided in time, protected, moved through stages to won or lost. Writes deal, deal_share,
 * deal_event, deal_reminder, deal_rules, protection_rule, deal_delegate, lost_reason; reads partner, contact, tier, member.
 *
 * <p>For whoever reads: {@code deal} holds what is so now, {@code deal_event} how it came to be so, never changed: a stage
 * change has {@code from_stage}, {@code to_stage} and {@code day}, a moved expected close {@code from_day} and
 * {@code to_day}. Open is what has no {@code closed_on} and a standing of WAITING, APPROVED or OURS
 * ({@link app.touchline.deal.DealReader#OPEN}); in the pipeline what is open and was approved or is our own sales'
 * ({@link app.touchline.deal.DealReader#IN_PIPELINE}). Whose a deal is stands in {@code deal_share}, where sourced and
 * influenced are never mixed: without percentages the whole value is sourced by the one, and influenced by each of the
 * others; with them each has its part ({@link app.touchline.deal.Share}). Values are exact, in the deal's own currency;
 * {@link app.touchline.money.MoneyReader#RATES} adds them up.
 *
 * <p>A lead that we pass to a partner is a deal of origin LEAD. The leads counted in {@code app.touchline.intro} go the other
 * way, from the partner to us, and are not mixed with these.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"answers", "team", "web", "audit", "settings", "hours", "money", "post", "partner"})
package app.touchline.deal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
