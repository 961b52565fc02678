/**
 * The noun: tiers, partners, contacts, domains, each with its dated history. Writes tier, tier_window, partner, partner_tier, partner_owner, partner_status, contact, contact_address, contact_place, partner_domain,
 * suppressed_address, partner_snooze.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings", "secrets"})
package app.touchline.partner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
