package app.touchline.touch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Rows of the record's tables as they are handed to the database, many at once, by the names of its columns. */
final class Rows {

    private Rows() {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TouchRow(
            long id,
            String messageKey,
            int variant,
            String kind,
            String nature,
            String rule,
            String direction,
            String occurredAt,
            @Nullable String sentAt,
            String fromAddress,
            @Nullable String subject,
            @Nullable Long threadId,
            boolean undecided,
            @Nullable String overruled,
            @Nullable String discardedAt) {

        static TouchRow of(Entry entry) {
            var touch = entry.touch();
            return new TouchRow(
                    touch.id(),
                    touch.messageKey(),
                    touch.variant(),
                    touch.rule().touchKind(),
                    touch.rule().kind(),
                    touch.rule().id(),
                    touch.direction().name(),
                    touch.occurredAt().toString(),
                    text(touch.sentAt()),
                    touch.from(),
                    touch.subject(),
                    touch.threadId(),
                    touch.undecided(),
                    text(touch.overruled()),
                    text(touch.discardedAt()));
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SightingRow(
            long touchId,
            long mailboxId,
            String providerId,
            String messageKey,
            @Nullable String fingerprint,
            String dated,
            String occurredAt,
            String rule,
            @Nullable String goneWhen) {

        static SightingRow of(long touchId, Sighting seen) {
            return new SightingRow(
                    touchId,
                    seen.mailboxId(),
                    seen.providerId(),
                    seen.messageKey(),
                    seen.fingerprint(),
                    seen.dated().toString(),
                    seen.occurredAt().toString(),
                    seen.rule().id(),
                    seen.goneWhen());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PartyRow(
            long touchId,
            long partnerId,
            String address,
            String role,
            @Nullable Long contactId,
            String matchedBy,
            boolean candidate) {

        static PartyRow of(long touchId, Party party) {
            return new PartyRow(
                    touchId,
                    party.partnerId(),
                    party.address(),
                    party.role().name(),
                    party.contactId(),
                    party.matchedBy().name(),
                    party.candidate());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PartnerRow(long touchId, long partnerId, String occurredAt, String counts) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CreditRow(
            long touchId, @Nullable Long memberId, @Nullable Long mailboxId, String why) {}

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
