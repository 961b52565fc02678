package app.touchline.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

import app.touchline.touch.AddressBook;
import app.touchline.touch.Match;

/** Who a message is with: a pure function of the addresses on it, the address book and the time. */
sealed interface Attribution {

    /** It is kept. */
    record WithPartners(SortedSet<Long> partnerIds) implements Attribution {}

    /** Its only link to a partner is a domain that several share: it is kept until a person decides. */
    record Ambiguous(SortedSet<Long> candidates) implements Attribution {}

    /** Only a counter is kept. */
    record AmongOurselves() implements Attribution {}

    /** Only a counter is kept. */
    record WithStrangers() implements Attribution {}

    default boolean isKept() {
        return switch (this) {
            case WithPartners(var _), Ambiguous(var _) -> true;
            case AmongOurselves(), WithStrangers() -> false;
        };
    }

    static Attribution of(Collection<String> addresses, AddressBook book, Instant at) {
        var partners = new TreeSet<Long>();
        var candidates = new TreeSet<Long>();
        var strangers = addresses.isEmpty();
        for (var address : addresses) {
            switch (book.whose(address, at)) {
                case Match.With with -> partners.add(with.partnerId());
                case Match.OneOf one -> candidates.addAll(one.partnerIds());
                case Match.Stranger() -> strangers = true;
                case Match.Ours() -> {}
            }
        }
        if (!partners.isEmpty()) return new WithPartners(partners);
        if (!candidates.isEmpty()) return new Ambiguous(candidates);
        return strangers ? new WithStrangers() : new AmongOurselves();
    }
}
