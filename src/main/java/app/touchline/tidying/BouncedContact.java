package app.touchline.tidying;

import java.time.Instant;

/** A contact's address from which mail came back, and nothing else since. */
public record BouncedContact(
        long contactId,
        String contactName,
        long partnerId,
        String partnerName,
        String address,
        boolean onlyAddress,
        long bounces,
        Instant lastAt) {}
