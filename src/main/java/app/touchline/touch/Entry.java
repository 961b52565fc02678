package app.touchline.touch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be on record of one message.
 *
 * @param before the touches under which its copies are on record now
 */
final class Entry {

    private StoredTouch touch;
    private final Set<Party> parties;
    private final Set<Credit> credits;
    private final List<Sighting> sightings;
    private final List<StoredTouch> before;

    Entry(
            StoredTouch touch,
            Set<Party> parties,
            Set<Credit> credits,
            List<Sighting> sightings,
            List<StoredTouch> before) {
        this.touch = touch;
        this.parties = parties;
        this.credits = credits;
        this.sightings = sightings;
        this.before = before;
    }

    StoredTouch touch() {
        return touch;
    }

    void stored(long id) {
        touch = touch.withId(id);
    }

    /** Of one that is not stored yet. */
    void inThread(long id) {
        touch = touch.inThread(id);
    }

    Set<Party> parties() {
        return parties;
    }

    Set<Credit> credits() {
        return credits;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    List<StoredTouch> before() {
        return before;
    }

    Map<Long, Counts> counts() {
        var counts = new TreeMap<Long, Counts>();
        parties.stream()
                .collect(Collectors.groupingBy(Party::partnerId))
                .forEach((partner, own) -> counts.put(
                        partner,
                        Counts.of(
                                touch.rule().touchKind(),
                                touch.direction(),
                                touch.rule(),
                                touch.overruled(),
                                touch.discardedAt(),
                                own)));
        return counts;
    }
}
