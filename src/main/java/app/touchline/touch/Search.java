package app.touchline.touch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import app.touchline.touch.State.Seen;

/**
 * For every copy on record that may be one message with some others. A copy that is found brings its own key, and perhaps a
 * fingerprint, which lead to further ones; but not among those that look alike and are known to be several.
 */
final class Search {

    private final long mailboxId;
    private final Set<Long> leavingTouches;
    private final Set<Sighting.Id> leaving = new HashSet<>();
    private final Map<Sighting.Id, Sighting> coming = new LinkedHashMap<>();
    private final Map<Sighting.Id, Seen> sightings = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<Print> prints = new HashSet<>();

    private Set<String> newKeys = new HashSet<>();
    private Set<Print> newPrints = new HashSet<>();
    private Collection<String> providerIds = new ArrayList<>();
    private Collection<Long> touchIds;

    /** Around copies that a mailbox has. */
    Search(long mailboxId) {
        this(mailboxId, List.of());
    }

    /** @param leaving the mailbox whose copies of these touches may be taken off the record */
    Search(long leaving, Collection<Long> touchIds) {
        this.mailboxId = leaving;
        this.leavingTouches = Set.copyOf(touchIds);
        this.touchIds = touchIds;
    }

    private record Print(String fingerprint, Instant dated) {}

    /** Copies of one fingerprint that are dated then. */
    record Span(String fingerprint, Instant from, Instant until) {}

    /** What to look for next. */
    record Question(
            long mailboxId,
            Collection<String> keys,
            Collection<String> providerIds,
            Collection<Long> touchIds,
            List<Span> spans) {}

    void comes(Copy copy) {
        var sighting = Sighting.of(mailboxId, copy);
        coming.put(sighting.id(), sighting);
        lookFor(sighting);
    }

    void leaves(Copy copy) {
        var sighting = Sighting.of(mailboxId, copy);
        leaving.add(sighting.id());
        lookFor(sighting);
    }

    private void lookFor(Sighting copy) {
        newKeys.add(copy.messageKey());
        addPrint(copy);
        providerIds.add(copy.providerId());
    }

    private void addPrint(Sighting copy) {
        if (copy.fingerprint() != null) newPrints.add(new Print(copy.fingerprint(), copy.dated()));
    }

    boolean goesOn() {
        return !newKeys.isEmpty() || !newPrints.isEmpty() || !touchIds.isEmpty();
    }

    Question ask() {
        var question = new Question(mailboxId, newKeys, providerIds, touchIds, spans(newPrints));
        keys.addAll(newKeys);
        prints.addAll(newPrints);
        newKeys = new HashSet<>();
        newPrints = new HashSet<>();
        providerIds = List.of();
        touchIds = List.of();
        return question;
    }

    /** Of thousands that look alike each is asked for once, not by each of the others. */
    private static List<Span> spans(Set<Print> prints) {
        var byFingerprint = new TreeMap<String, TreeSet<Instant>>();
        for (var print : prints)
            byFingerprint
                    .computeIfAbsent(print.fingerprint, fingerprint -> new TreeSet<>())
                    .add(print.dated);
        var spans = new ArrayList<Span>();
        byFingerprint.forEach((fingerprint, dates) -> {
            Span span = null;
            for (var dated : dates) {
                var from = dated.minus(Identity.SAME_FINGERPRINT);
                var until = dated.plus(Identity.SAME_FINGERPRINT);
                if (span != null && !from.isAfter(span.until)) {
                    spans.removeLast();
                    from = span.from;
                }
                span = new Span(fingerprint, from, until);
                spans.add(span);
            }
        });
        return spans;
    }

    void found(List<Seen> found) {
        for (var seen : found) sightings.put(seen.sighting().id(), seen);
        for (var seen : found) {
            if (!keys.contains(seen.sighting().messageKey()))
                newKeys.add(seen.sighting().messageKey());
            if (mayLeave(seen)) addPrint(seen.sighting()); // without it others may be one
        }
        var staying = new LinkedHashMap<Sighting.Id, Sighting>();
        for (var seen : sightings.values())
            if (!mayLeave(seen)) staying.put(seen.sighting().id(), seen.sighting());
        staying.putAll(coming);
        Identity.mayBeOneWithOthers(staying.values()).forEach(this::addPrint);
        newPrints.removeAll(prints);
    }

    private boolean mayLeave(Seen seen) {
        return leaving.contains(seen.sighting().id())
                || (seen.sighting().mailboxId() == mailboxId && leavingTouches.contains(seen.touchId()));
    }

    /** Of all copies that were looked for or found. */
    Set<String> keys() {
        return keys;
    }

    Map<Sighting.Id, Seen> sightings() {
        return sightings;
    }
}
