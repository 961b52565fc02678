/**
 * Amounts of money, exact to the smallest coin, and what one currency is worth in the programme's. Writes programme_currency,
 * exchange_rate.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"team", "web", "audit", "settings"})
package app.touchline.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
