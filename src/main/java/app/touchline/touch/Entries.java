package app.touchline.touch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is to be on record of messages, by the copies of each.
 *
 * @param state what is on record now
 * @param incoming what was read of those copies that were read just now
 */
record Entries(State state, Map<Sighting.Id, Copy> incoming, AddressBook book) {

    /** What is to be on record of a message; null if nobody on it is a partner's. */
    @Nullable
    Entry of(Identity.Group group, long id, List<StoredTouch> old) {
        var news = group.sightings().stream()
                .map(Sighting::id)
                .map(incoming::get)
                .filter(Objects::nonNull)
                .toList();
        var occurredAt = Collections.min(
                group.sightings().stream().map(Sighting::occurredAt).toList());
        var stored = old.stream()
                .flatMap(each -> state.partiesOf(each.id()).stream())
                .toList();
        var parties = parties(group, news, stored, occurredAt);
        if (parties.isEmpty()) return null;

        var rule = group.sightings().stream()
                .map(Sighting::rule)
                .min(Comparator.comparingInt(Rule::precedence))
                .orElseThrow();
        var verdict = state.verdict(group);
        var overruled = old.stream()
                .map(StoredTouch::overruled)
                .filter(Objects::nonNull)
                .findFirst();
        var discarded = old.stream()
                .map(StoredTouch::discardedAt)
                .filter(Objects::nonNull)
                .findFirst();
        var threadId =
                old.stream().map(StoredTouch::threadId).filter(Objects::nonNull).min(Comparator.naturalOrder());
        var first = news.isEmpty() ? null : news.getFirst();
        var told = first != null ? Told.by(first) : Told.by(old.getFirst());
        var touch = new StoredTouch(
                id,
                group.messageKey(),
                group.variant(),
                rule,
                told.direction(),
                occurredAt,
                told.sentAt(),
                told.from(),
                told.subject(),
                threadId.orElse(null),
                parties.stream().anyMatch(Party::candidate),
                overruled.orElse(verdict.overruled()),
                discarded.orElse(verdict.discardedAt()));
        var before = news.size() == group.sightings().size()
                ? List.<Credit>of()
                : old.stream()
                        .flatMap(each -> state.creditsOf(each.id()).stream())
                        .toList();
        var credits = credits(news, before);
        return new Entry(touch, parties, credits, group.sightings(), old);
    }

    private Set<Party> parties(Identity.Group group, List<Copy> news, List<Party> stored, Instant occurredAt) {
        var roles = new TreeMap<String, PartyRole>();
        stored.forEach(party -> roles.merge(party.address(), party.role(), Entries::first));
        var onCopies = new HashMap<String, PartyRole>();
        news.forEach(
                copy -> copy.addresses().forEach((address, role) -> onCopies.merge(address, role, Entries::first)));
        onCopies.forEach((address, role) -> roles.merge(address, role, Entries::first));
        var parties = new HashSet<Party>();
        roles.forEach((address, role) -> {
            var ruling = state.ruling(group, address);
            if (ruling != null) {
                if (ruling.partnerId() != null)
                    parties.add(new Party(ruling.partnerId(), address, role, null, MatchedBy.PERSON, false));
                return;
            }
            switch (book.whose(address, occurredAt)) {
                case Match.With with ->
                    parties.add(new Party(with.partnerId(), address, role, with.contactId(), with.by(), false));
                case Match.OneOf one ->
                    one.partnerIds()
                            .forEach(partner ->
                                    parties.add(new Party(partner, address, role, null, MatchedBy.DOMAIN, true)));
                case Match.Ours(), Match.Stranger() -> {}
            }
        });
        return parties;
    }

    private static PartyRole first(PartyRole one, PartyRole other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /**
     * All copies name the same people; where a list rewrote To or Cc, the nearest to the author's hand stand. Where nobody
     * is named, see {@link OwnerCredits}.
     */
    private static Set<Credit> credits(List<Copy> news, List<Credit> stored) {
        var all = new ArrayList<>(stored);
        news.forEach(copy -> all.addAll(copy.credits()));
        var best = all.stream().mapToInt(credit -> credit.why().rank()).min().orElse(0);
        var perHolder = new HashMap<String, Credit>();
        for (var credit : all)
            if (credit.why().rank() == best)
                perHolder.merge(
                        credit.memberId() + "/" + credit.mailboxId(),
                        credit,
                        (one, other) -> one.why().compareTo(other.why()) <= 0 ? one : other);
        return new HashSet<>(perHolder.values());
    }

    /** What every copy of a message tells alike. */
    private record Told(
            Direction direction,
            @Nullable Instant sentAt,
            String from,
            @Nullable String subject) {

        static Told by(Copy copy) {
            return new Told(copy.direction(), copy.sentAt(), copy.from(), copy.subject());
        }

        static Told by(StoredTouch touch) {
            return new Told(touch.direction(), touch.sentAt(), touch.from(), touch.subject());
        }
    }
}
