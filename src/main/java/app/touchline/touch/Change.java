package app.touchline.touch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be written. */
final class Change {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> added = new ArrayList<>();
    private final List<Entry> changed = new ArrayList<>();
    private final List<StoredTouch> removed = new ArrayList<>();
    private final List<Sighting.Id> lost = new ArrayList<>();
    private final Set<Sighting.Id> kept = new HashSet<>();
    private final Set<Long> partnerIds = new TreeSet<>();
    private final Map<Entry, List<String>> newRefs = new LinkedHashMap<>();
    private final Set<Long> absorbed = new HashSet<>();
    private final List<Set<String>> found = new ArrayList<>();
    private int moved;
    private int unlinked;

    void add(Entry entry, State state, Map<Sighting.Id, Copy> incoming) {
        entry.sightings().forEach(each -> kept.add(each.id()));
        entries.add(entry);
        var refs = new ArrayList<String>();
        for (var each : entry.sightings()) {
            var copy = incoming.get(each.id());
            if (copy != null && !state.sightings().containsKey(each.id())) refs.addAll(copy.threadRefs());
        }
        if (!refs.isEmpty()) newRefs.put(entry, refs);
        if (entry.touch().id() == StoredTouch.NEW) added.add(entry);
        else if (!state.holds(entry)) changed.add(entry);
        else return;
        entry.parties().forEach(party -> partnerIds.add(party.partnerId()));
        var former = new ArrayList<Party>();
        for (var before : entry.before()) {
            former.addAll(state.partiesOf(before.id()));
            absorbed.add(before.id());
        }
        former.forEach(party -> partnerIds.add(party.partnerId()));
        compare(former, entry.parties());
    }

    private void compare(List<Party> former, Set<Party> now) {
        var addresses = now.stream().map(Party::address).collect(Collectors.toSet());
        former.forEach(party -> addresses.remove(party.address()));
        if (!addresses.isEmpty()) found.add(addresses);
        var before = former.stream().map(Party::partnerId).collect(Collectors.toSet());
        var after = now.stream().map(Party::partnerId).collect(Collectors.toSet());
        if (!before.containsAll(after)) moved++;
        else if (!after.containsAll(before)) unlinked++;
    }

    void remove(StoredTouch touch, Collection<Party> parties) {
        removed.add(touch);
        parties.forEach(party -> partnerIds.add(party.partnerId()));
    }

    void lose(Sighting.Id sighting) {
        lost.add(sighting);
    }

    /** Copies on which, by themselves, nobody is a partner's any more; the message may be on record by others. */
    List<Sighting.Id> lost() {
        return lost;
    }

    List<Entry> added() {
        return added;
    }

    List<Entry> changed() {
        return changed;
    }

    List<StoredTouch> removed() {
        return removed;
    }

    /** Removed because nobody on it is known, not because it turned out to be the same as another. */
    List<StoredTouch> forgotten() {
        return removed.stream()
                .filter(touch -> !absorbed.contains(touch.id()))
                .filter(touch -> touch.overruled() != null || touch.discardedAt() != null)
                .toList();
    }

    /** See {@link Noted#found}. */
    List<Set<String>> found() {
        return found;
    }

    /** With a partner now with whom they were not before. */
    int moved() {
        return moved;
    }

    /** No longer with a partner with whom they were, and with no other one instead. */
    int unlinked() {
        return unlinked
                + (int) removed.stream()
                        .filter(touch -> !absorbed.contains(touch.id()))
                        .count();
    }

    Set<Sighting.Id> kept() {
        return kept;
    }

    /** Of all that were looked at, the unchanged ones too. */
    List<Long> touchIds() {
        return entries.stream().map(entry -> entry.touch().id()).toList();
    }

    Set<Long> partnerIds() {
        return partnerIds;
    }

    Map<Entry, List<String>> newRefs() {
        return newRefs;
    }
}
