package app.touchline.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Addresses;
import app.touchline.settings.Domains;

/**
 * What of one mailbox its owner, or the programme, does not want kept; such mail is treated like mail with strangers.
 *
 * @param addresses mail with one of these
 * @param domains mail with one of these, and with all below them
 * @param keptFrom mail that came in before, as its owner purged it; null keeps mail of any age
 * @param retainedFrom mail of before, which the programme keeps no more; null keeps mail of any age
 */
record LeftOut(
        Set<String> addresses,
        Set<String> domains,
        @Nullable Instant keptFrom,
        @Nullable Instant retainedFrom) {

    static final LeftOut NOTHING = new LeftOut(Set.of(), Set.of(), null, null);

    boolean covers(Collection<String> onMessage, Instant receivedAt, Instant occurredAt) {
        if (keptFrom != null && receivedAt.isBefore(keptFrom)) return true;
        if (retainedFrom != null && occurredAt.isBefore(retainedFrom)) return true;
        return !(addresses.isEmpty() && domains.isEmpty()) && onMessage.stream().anyMatch(this::names);
    }

    private boolean names(String address) {
        return addresses.contains(address)
                || addresses.contains(Directory.withoutTag(address))
                || Domains.liesUnder(Addresses.domainOf(address), domains);
    }
}
