package app.touchline.touch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message as one mailbox holds it, with what is needed to recognise it elsewhere and to note it.
 *
 * @param providerId names the copy within its mailbox; what stands before the last colon is its place there
 * @param messageKey the same for all copies of a message; see {@link Identity}
 * @param fingerprint sender, subject and recipients in one hash, for copies whose Message-ID was rewritten; null where
 *     that would say too little
 * @param dated the Date header, else the time it was received: what tells apart messages with the same key
 * @param occurredAt when it was exchanged, as far as this copy knows
 * @param from the address that wrote it; may be empty
 * @param subject null unless subjects are kept
 * @param addresses everybody on it, ours too, each with its first role
 * @param threadRefs hashes of its own Message-ID and of those it answers
 */
public record Copy(
        String providerId,
        String messageKey,
        @Nullable String fingerprint,
        Instant dated,
        Instant occurredAt,
        @Nullable Instant sentAt,
        Direction direction,
        Rule rule,
        String from,
        @Nullable String subject,
        Map<String, PartyRole> addresses,
        List<Credit> credits,
        List<String> threadRefs) {

    public Copy {
        dated = dated.truncatedTo(
                ChronoUnit.MILLIS); // as the database keeps them, so that read and stored ones are equal
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
        sentAt = sentAt == null ? null : sentAt.truncatedTo(ChronoUnit.MILLIS);
        addresses = Map.copyOf(addresses);
        credits = List.copyOf(credits);
        threadRefs = List.copyOf(threadRefs);
    }
}
