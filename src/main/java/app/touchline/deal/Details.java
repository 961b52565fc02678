package app.touchline.deal;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;

/**
 * What is told of a deal, and can be corrected as long as it is open.
 *
 * @param contactId who of the partner brought it
 * @param incumbentId the partner through whom the customer bought until now
 * @param ownerId who of ours looks after it
 * @param territory the region the customer belongs to; may be empty
 */
public record Details(
        Customer customer,
        Money value,
        LocalDate expectedClose,
        String products,
        String description,
        DealKind kind,
        @Nullable Long contactId,
        @Nullable Long incumbentId,
        long ownerId,
        String territory) {}
