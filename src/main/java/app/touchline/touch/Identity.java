package app.touchline.touch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which copies are one message. Depends only on the set of copies, never on the order in which they were read:
 *
 * <ul>
 *   <li>Copies with the same key are one message, unless their dates lie more than 48 hours apart: then the Message-ID was
 *       used again. (A chain of smaller gaps is one message.)
 *   <li>Messages without a Message-ID have a key made of what else is known of them. Copies in different places (folders)
 *       are one message; of copies in one place there are as many messages as lay there at once. One that had gone when the
 *       next came was moved away and back.
 *   <li>A relay may have rewritten the Message-ID between our sent copy and a colleague's: messages with the same
 *       fingerprint within 120 seconds are one if each mailbox holds but one of them. Where a mailbox holds two, they stay
 *       apart: if in doubt, two touches.
 * </ul>
 */
final class Identity {

    /** How the keys of messages without a Message-ID begin. */
    static final String SYNTHETIC = "syn:";

    static final Duration SAME_ID = Duration.ofHours(48);
    static final Duration SAME_FINGERPRINT = Duration.ofSeconds(120);

    /** One message: its name, and the copies. */
    record Group(String messageKey, int variant, List<Sighting> sightings) {}

    private Identity() {}

    /** Sorted by name. */
    static List<Group> groups(Collection<Sighting> sightings) {
        var groups = new ArrayList<Group>();
        for (var alike : lookAlikes(units(sightings))) {
            if (alike.size() > 1 && eachMailboxHoldsOne(alike)) groups.add(merged(alike));
            else groups.addAll(alike);
        }
        groups.sort(Comparator.comparing(Group::messageKey).thenComparingInt(Group::variant));
        return groups;
    }

    /**
     * Those copies that may be one message with others of the same fingerprint, if there are others. Where a mailbox is known
     * to hold two that look alike, no further ones make them one.
     */
    static List<Sighting> mayBeOneWithOthers(Collection<Sighting> sightings) {
        return lookAlikes(units(sightings)).stream()
                .filter(Identity::eachMailboxHoldsOne)
                .flatMap(List::stream)
                .flatMap(unit -> unit.sightings().stream())
                .toList();
    }

    /** Sorted by key. */
    private static List<Group> units(Collection<Sighting> sightings) {
        var byKey = new TreeMap<String, List<Sighting>>();
        for (var each : sightings)
            byKey.computeIfAbsent(each.messageKey(), key -> new ArrayList<>()).add(each);
        var units = new ArrayList<Group>();
        byKey.forEach(
                (key, copies) -> units.addAll(key.startsWith(SYNTHETIC) ? bySeat(key, copies) : byDate(key, copies)));
        return units;
    }

    private static List<Group> byDate(String key, List<Sighting> copies) {
        copies.sort(Comparator.comparing(Sighting::dated));
        var groups = new ArrayList<Group>();
        var last = Instant.MIN;
        for (var copy : copies) {
            if (groups.isEmpty() || Duration.between(last, copy.dated()).compareTo(SAME_ID) > 0)
                groups.add(new Group(key, groups.size(), new ArrayList<>()));
            groups.getLast().sightings().add(copy);
            last = copy.dated();
        }
        return groups;
    }

    /** In each place, a copy takes the seat of the first that has left it; without one, a seat of its own. */
    private static List<Group> bySeat(String key, List<Sighting> copies) {
        copies.sort(Comparator.comparingLong(Sighting::mailboxId)
                .thenComparing(Sighting::place)
                .thenComparing(Sighting::providerId, Sighting.IN_PLACE));
        var groups = new ArrayList<Group>();
        var takenAt = new HashMap<String, List<Sighting>>();
        for (var copy : copies) {
            var taken = takenAt.computeIfAbsent(copy.place(), place -> new ArrayList<>());
            var seat = 0;
            while (seat < taken.size() && taken.get(seat).wasThereWhenCame(copy)) seat++;
            if (seat == taken.size()) taken.add(copy);
            else taken.set(seat, copy);
            if (seat == groups.size()) groups.add(new Group(key, seat, new ArrayList<>()));
            groups.get(seat).sightings().add(copy);
        }
        return groups;
    }

    /** Those of one fingerprint within 120 seconds of each other, or in a chain of such, together; the others alone. */
    private static Collection<List<Group>> lookAlikes(List<Group> units) {
        var byFingerprint = new HashMap<String, List<Dated>>();
        for (int unit = 0; unit < units.size(); unit++)
            for (var copy : units.get(unit).sightings())
                if (copy.fingerprint() != null)
                    byFingerprint
                            .computeIfAbsent(copy.fingerprint(), print -> new ArrayList<>())
                            .add(new Dated(copy.dated(), unit));
        var parent = IntStream.range(0, units.size()).toArray();
        for (var same : byFingerprint.values()) {
            same.sort(Comparator.comparing(Dated::at));
            for (int i = 1; i < same.size(); i++) {
                var gap = Duration.between(same.get(i - 1).at(), same.get(i).at());
                if (gap.compareTo(SAME_FINGERPRINT) <= 0)
                    parent[root(parent, same.get(i).unit())] =
                            root(parent, same.get(i - 1).unit());
            }
        }
        var together = new LinkedHashMap<Integer, List<Group>>();
        for (int unit = 0; unit < units.size(); unit++)
            together.computeIfAbsent(root(parent, unit), root -> new ArrayList<>())
                    .add(units.get(unit));
        return together.values();
    }

    private record Dated(Instant at, int unit) {}

    private static int root(int[] parent, int unit) {
        int at = unit;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]]; // or a long chain is walked again and again
            at = parent[at];
        }
        return at;
    }

    private static boolean eachMailboxHoldsOne(List<Group> units) {
        var mailboxes = new HashSet<Long>();
        for (var unit : units) {
            var own = new HashSet<Long>();
            unit.sightings().forEach(copy -> own.add(copy.mailboxId()));
            for (var mailbox : own) if (!mailboxes.add(mailbox)) return false;
        }
        return true;
    }

    /** Units come sorted by key: the first gives the name. */
    private static Group merged(List<Group> units) {
        var copies = new ArrayList<Sighting>();
        units.forEach(unit -> copies.addAll(unit.sightings()));
        return new Group(units.getFirst().messageKey(), units.getFirst().variant(), copies);
    }
}
