package app.touchline.touch;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Mail that could not be decided: an address lies at a domain that several partners share.
 *
 * @param messages how many messages wait in all
 */
record Review(List<Open> open, long messages, ZoneId zone) {

    /** One address on one message. */
    record Open(
            long touchId,
            Instant occurredAt,
            Direction direction,
            String from,
            @Nullable String subject,
            String address,
            List<Candidate> candidates) {

        Open with(List<Candidate> all) {
            return new Open(touchId, occurredAt, direction, from, subject, address, all);
        }
    }

    record Candidate(long partnerId, String name) {}
}
