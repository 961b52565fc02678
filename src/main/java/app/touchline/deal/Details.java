package app.touchline.deal;

import java.time.LocalDate;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;
import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/**
 * What is told of a deal, and can be corrected as long as it is open.
 *
 * @param contactId who of the partner brought it
 * @param incumbentId the partner through whom the customer bought until now
 * @param ownerId who of ours looks after it
 * @param territory the region the customer belongs to; may be empty
 */
@Embeddable
public record Details(
        @Embedded Customer customer,

        @Embedded @AttributeOverride(name = "amount", column = @Column(name = "value"))
        Money value,

        LocalDate expectedClose,
        String products,
        String description,
        @Enumerated(EnumType.STRING) DealKind kind,
        @Nullable Long contactId,
        @Nullable Long incumbentId,
        long ownerId,
        String territory) {

    private static final int EARLIEST_YEAR = 2000;

    private static final int LATEST_YEAR = 2100;

    /** As they are kept; refused where a deal cannot be such. */
    Details tidy() {
        Refused.when(!value.positive(), "value", "A deal is worth more than nothing.");
        Refused.when(products.isBlank(), "products", "Say which products it is about.");
        Refused.when(description.isBlank(), "description", "Describe in a sentence what the customer wants to do.");
        Refused.when(
                expectedClose.getYear() < EARLIEST_YEAR || expectedClose.getYear() > LATEST_YEAR,
                "expectedClose",
                "%s is no likely day; is the year right?".formatted(expectedClose));
        return new Details(
                customer,
                value,
                expectedClose,
                Names.tidy("products", products, "The products"),
                Names.text("description", description),
                kind,
                contactId,
                incumbentId,
                ownerId,
                territory.isBlank() ? "" : Names.tidy("territory", territory, "The territory"));
    }

    Details withContact(@Nullable Long other) {
        return new Details(
                customer, value, expectedClose, products, description, kind, other, incumbentId, ownerId, territory);
    }

    /** After a partner went into another one. */
    Details merged(long away, long into) {
        if (incumbentId == null || incumbentId != away) return this;
        return new Details(
                customer, value, expectedClose, products, description, kind, contactId, into, ownerId, territory);
    }

    Details withOwner(long other) {
        return new Details(
                customer, value, expectedClose, products, description, kind, contactId, incumbentId, other, territory);
    }
}
