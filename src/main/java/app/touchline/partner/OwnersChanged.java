package app.touchline.partner;

import java.util.Set;

/**
 * Who looked after these partners, or since when, is written down differently now; told in the transaction that writes it,
 * with the rows already there.
 */
public record OwnersChanged(Set<Long> partnerIds) {

    public OwnersChanged {
        partnerIds = Set.copyOf(partnerIds);
    }
}
