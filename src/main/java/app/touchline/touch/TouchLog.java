package app.touchline.touch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of captured mail. What it holds is a function of the copies that were read, the address book and what people
 * decided; neither the order nor the number of times in which they were read plays a part.
 *
 * <p>One transaction writes at a time, on all nodes together: a page takes a fraction of a second, and identity, threads and last touches need no thought about what another one does meanwhile.
 */
@Component
public class TouchLog {

    private static final long NO_MAILBOX = 0;

    private final StateReader reader;
    private final SightingReader sightings;
    private final TouchStore store;
    private final OwnerCredits ownerCredits;
    private final Threads threads;
    private final LastTouches lastTouches;

    TouchLog(
            StateReader reader,
            SightingReader sightings,
            TouchStore store,
            OwnerCredits ownerCredits,
            Threads threads,
            LastTouches lastTouches) {
        this.reader = reader;
        this.sightings = sightings;
        this.store = store;
        this.ownerCredits = ownerCredits;
        this.threads = threads;
        this.lastTouches = lastTouches;
    }

    /** Which of these messages are on record. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<String> known(Collection<String> messageKeys) {
        return sightings.knownKeys(messageKeys);
    }

    /** The ids of the copies on record in a mailbox of these messages. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Set<String> copies(long mailboxId, Collection<String> messageKeys) {
        return sightings.copies(mailboxId, messageKeys);
    }

    /**
     * Notes what one mailbox holds. Each address on a message is matched anew; a message on which nobody is a partner's
     * any more is taken off the record.
     *
     * @param dropped copies of messages on record on which, by themselves, nobody is a partner's now
     * @param gone copies on record that were looked for and are not there any more
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = RuntimeException.class) // the caller decides
    public Noted note(long mailboxId, List<Copy> copies, List<Copy> dropped, Set<String> gone, AddressBook book) {
        var all = new ArrayList<>(copies);
        all.addAll(dropped);
        if (all.isEmpty()) return new Noted(List.of(), List.of());
        store.lock();
        var state = reader.around(mailboxId, copies, dropped);
        var incoming = new HashMap<Sighting.Id, Copy>();
        var lost = new HashSet<Sighting.Id>();
        for (var copy : copies) incoming.put(new Sighting.Id(mailboxId, copy.providerId()), copy);
        for (var copy : dropped) {
            var id = new Sighting.Id(mailboxId, copy.providerId());
            if (state.isPlacedByAPerson(copy.messageKey())) incoming.put(id, copy);
            else lost.add(id);
        }
        var before = new HashMap<Sighting.Id, Rule>();
        state.sightings().forEach((id, seen) -> before.put(id, seen.sighting().rule()));

        var change = fold(mailboxId, state, incoming, lost, gone, book);
        write(change);
        return new Noted(
                all.stream()
                        .map(copy -> {
                            var id = new Sighting.Id(mailboxId, copy.providerId());
                            return new Noted.Each(before.get(id), change.kept().contains(id) ? copy.rule() : null);
                        })
                        .toList(),
                change.found());
    }

    /**
     * Takes copies off the record that turn out not to have been: meetings that were moved or cancelled.
     *
     * @param providerIds in that mailbox
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(long mailboxId, Collection<String> providerIds, AddressBook book) {
        if (!providerIds.isEmpty()) forget(mailboxId, sightings.touchesOf(mailboxId, providerIds), book);
    }

    /** Ids of the copies in a mailbox whose place begins like that and whose date lies in a span of time. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Set<String> copies(long mailboxId, String place, Instant from, Instant to) {
        return sightings.copies(mailboxId, place, from, to);
    }

    /** Which of these messages have a copy in such a place in another mailbox. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Set<String> inPlaceElsewhere(long mailboxId, String place, Collection<String> messageKeys) {
        return sightings.inPlaceElsewhere(mailboxId, place, messageKeys);
    }

    /** The copies of a mailbox whose place begins like that, with the time of each. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Map<String, Instant> dated(long mailboxId, String place) {
        return sightings.dated(mailboxId, place);
    }

    /** Which of these messages are on record with addresses of partners that these copies do not have. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Set<String> namingOthers(List<Copy> copies) {
        var onRecord = sightings.addresses(copies.stream().map(Copy::messageKey).toList());
        return copies.stream()
                .filter(copy ->
                        !copy.addresses().keySet().containsAll(onRecord.getOrDefault(copy.messageKey(), Set.of())))
                .map(Copy::messageKey)
                .collect(Collectors.toSet());
    }

    /** Takes all copies of these messages off the record, whichever mailbox has them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBackWherever(Collection<String> messageKeys, AddressBook book) {
        if (!messageKeys.isEmpty())
            sightings.copiesOf(messageKeys).forEach((mailboxId, ids) -> takeBack(mailboxId, ids, book));
    }

    /**
     * Matches the addresses of captured touches anew, after partners have changed, without their mail: what is matched
     * now and was not kept before, only reading again can find.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MatchedAnew matchAnew(Collection<Long> touchIds, AddressBook book) {
        store.lock();
        var state = reader.around(touchIds, NO_MAILBOX);
        var change = fold(NO_MAILBOX, state, Map.of(), Set.of(), Set.of(), book);
        write(change);
        var removed = change.removed().stream().map(StoredTouch::id).collect(Collectors.toSet());
        return new MatchedAnew(
                touchIds.size(),
                change.moved(),
                change.unlinked(),
                state.sightings().values().stream()
                        .filter(seen -> removed.contains(seen.touchId()))
                        .filter(seen -> !change.kept().contains(seen.sighting().id()))
                        .map(seen -> new MatchedAnew.Gone(
                                seen.sighting().mailboxId(), seen.sighting().rule()))
                        .toList());
    }

    /**
     * Takes the copies that one mailbox has of these touches off the record; what no other mailbox has either goes with
     * them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<MatchedAnew.Gone> forget(long mailboxId, Collection<Long> touchIds, AddressBook book) {
        store.lock();
        var state = reader.around(touchIds, mailboxId);
        var asked = Set.copyOf(touchIds);
        var lost = state.sightings().values().stream()
                .filter(seen -> seen.sighting().mailboxId() == mailboxId && asked.contains(seen.touchId()))
                .toList();
        write(fold(
                mailboxId,
                state,
                Map.of(),
                lost.stream().map(seen -> seen.sighting().id()).collect(Collectors.toSet()),
                Set.of(),
                book));
        return lost.stream()
                .map(seen -> new MatchedAnew.Gone(mailboxId, seen.sighting().rule()))
                .toList();
    }

    private void write(Change change) {
        threads.link(change.newRefs());
        store.write(change);
        ownerCredits.renew(change.touchIds());
        lastTouches.renew(change.partnerIds());
    }

    private Change fold(
            long mailboxId,
            State state,
            Map<Sighting.Id, Copy> incoming,
            Set<Sighting.Id> lost,
            Set<String> gone,
            AddressBook book) {
        var sightings = new LinkedHashMap<Sighting.Id, Sighting>();
        state.sightings().forEach((id, seen) -> sightings.put(id, seen.sighting()));
        incoming.forEach((id, copy) -> sightings.merge(id, Sighting.of(mailboxId, copy), TouchLog::again));
        sightings.keySet().removeAll(lost);
        for (var each : gone)
            sightings.computeIfPresent(new Sighting.Id(mailboxId, each), (id, copy) -> {
                var next = next(copy, sightings.values(), state);
                return next != null && copy.wasThereWhenCame(next) ? copy.goneWhen(next.providerId()) : copy;
            });

        var change = new Change();
        lost.stream().filter(state.sightings()::containsKey).forEach(change::lose);
        var entries = new Entries(state, incoming, book);
        var taken = new HashSet<Long>();
        for (var group : Identity.groups(sightings.values())) {
            var old = state.touchesOf(group);
            var id = old.stream()
                    .map(StoredTouch::id)
                    .filter(each -> !taken.contains(each))
                    .findFirst();
            var entry = entries.of(group, id.orElse(StoredTouch.NEW), old);
            if (entry == null) continue;
            id.ifPresent(taken::add);
            change.add(entry, state, incoming);
        }
        for (var touch : state.touches().values())
            if (!taken.contains(touch.id())) change.remove(touch, state.partiesOf(touch.id()));
        return change;
    }

    /** The first of the copies new on record that came to this one's place after it; null if none did. */
    private static @Nullable Sighting next(Sighting copy, Collection<Sighting> all, State state) {
        return all.stream()
                .filter(other -> !state.sightings().containsKey(other.id()))
                .filter(other -> other.messageKey().equals(copy.messageKey()))
                .filter(other -> other.place().equals(copy.place()) && copy.cameBefore(other))
                .min(Comparator.comparing(Sighting::providerId, Sighting.IN_PLACE))
                .orElse(null);
    }

    /** Read again, a copy tells the same or more; what was moved out of the future at the first reading stays where it is. */
    private static Sighting again(Sighting before, Sighting now) {
        var fromTheFuture = before.messageKey().equals(now.messageKey())
                && now.dated().isAfter(now.occurredAt())
                && before.occurredAt().isBefore(now.occurredAt());
        var again = now.goneWhen(before.goneWhen());
        return fromTheFuture ? again.at(before.occurredAt()) : again;
    }
}
