package app.touchline.tidying;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at a partner's domain who is on mail that people wrote, and no contact yet.
 *
 * @param name as they or others wrote it on mail; null where nobody did
 */
public record SuggestedContact(
        long partnerId,
        String partnerName,
        String address,
        @Nullable String name,
        long touches,
        Instant lastAt) {

    /** What the contact will be called. */
    public String called() {
        return name == null ? address : name;
    }
}
