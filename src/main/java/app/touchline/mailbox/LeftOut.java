package app.touchline.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Addresses;
import app.touchline.settings.Domains;

/**
 * What of one mailbox its owner does not want kept; such mail is treated like mail with strangers.
 *
 * @param addresses mail with one of these
 * @param domains mail with one of these, and with all below them
 * @param keptFrom mail that came before; null keeps mail of any age
 */
record LeftOut(
        Set<String> addresses,
        Set<String> domains,
        @Nullable Instant keptFrom) {

    static final LeftOut NOTHING = new LeftOut(Set.of(), Set.of(), null);

    boolean covers(Collection<String> onMessage, Instant receivedAt) {
        if (keptFrom != null && receivedAt.isBefore(keptFrom)) return true;
        return !(addresses.isEmpty() && domains.isEmpty()) && onMessage.stream().anyMatch(this::names);
    }

    private boolean names(String address) {
        return addresses.contains(address)
                || addresses.contains(Directory.withoutTag(address))
                || Domains.liesUnder(Addresses.domainOf(address), domains);
    }
}
