package app.touchline.touch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is on record around some copies: every touch that they may be part of, whole.
 *
 * @param rulings by message key and address hash
 * @param verdicts by message key and variant
 */
record State(
        Map<Sighting.Id, Seen> sightings,
        Map<Long, StoredTouch> touches,
        Map<Long, List<Party>> parties,
        Map<Long, List<Credit>> credits,
        Map<Ruled, Ruling> rulings,
        Map<String, Verdict> verdicts) {

    /** A copy, and the touch under which it is on record. */
    record Seen(Sighting sighting, long touchId) {}

    record Ruled(String messageKey, String addressHash) {}

    /** @param partnerId null: none of them */
    record Ruling(@Nullable Long partnerId) {}

    record Verdict(@Nullable Overruled overruled, @Nullable Instant discardedAt) {
        static final Verdict NONE = new Verdict(null, null);
    }

    /** The touches under which the copies of this message are on record, oldest first. */
    List<StoredTouch> touchesOf(Identity.Group group) {
        return group.sightings().stream()
                .map(each -> sightings.get(each.id()))
                .filter(Objects::nonNull)
                .map(Seen::touchId)
                .distinct()
                .map(touches::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(StoredTouch::id))
                .toList();
    }

    List<Party> partiesOf(long touchId) {
        return parties.getOrDefault(touchId, List.of());
    }

    List<Credit> creditsOf(long touchId) {
        return credits.getOrDefault(touchId, List.of());
    }

    @Nullable
    Ruling ruling(Identity.Group group, String address) {
        if (rulings.isEmpty()) return null;
        var hash = Hash.of(address);
        return group.sightings().stream()
                .map(Sighting::messageKey)
                .distinct()
                .map(key -> rulings.get(new Ruled(key, hash)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    boolean isPlacedByAPerson(String messageKey) {
        return rulings.entrySet().stream()
                .anyMatch(each -> each.getKey().messageKey().equals(messageKey)
                        && each.getValue().partnerId() != null);
    }

    Verdict verdict(Identity.Group group) {
        return verdicts.getOrDefault(group.messageKey() + "/" + group.variant(), Verdict.NONE);
    }

    /** Whether the record says exactly this already. */
    boolean holds(Entry entry) {
        var id = entry.touch().id();
        return entry.touch().equals(touches.get(id))
                && entry.before().size() == 1
                && entry.parties().equals(new HashSet<>(partiesOf(id)))
                && entry.credits().equals(new HashSet<>(creditsOf(id)))
                && entry.sightings().stream().allMatch(each -> new Seen(each, id).equals(sightings.get(each.id())));
    }
}
